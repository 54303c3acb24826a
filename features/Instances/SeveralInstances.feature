@needs-simulator
Feature: Several instances at once
  One request makes several instances, each by an operation of its own under one that is theirs together. When too few can succeed, all of them are undone.

  Background:
    Given a rack with 2 free systems
    And a flavor "small" with 4 cores and 8192 MiB

  Scenario: All come to be
    When the operator creates 2 instances "web" from flavor "small", at least 2
    Then the instance is as wanted
    And there are 2 instances, and all are active

  Scenario: A client that does not want to wait follows the operation of all
    When the operator creates 2 instances "web" from flavor "small" without waiting
    Then the instances are accepted with an operation of 2 members
    And there come to be 2 instances that are active

  Scenario: Some are enough
    When the operator creates 3 instances "web" from flavor "small", at least 2
    Then the instance is as wanted
    When the operator deletes all instances
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

  Scenario: Some are not enough, and those that came to be are undone
    When the operator creates 3 instances "web" from flavor "small", at least 3
    Then the instance is refused with 409, because "of 3 instances"
    And no machine is left of it, neither in the rack nor in Ironic
    When the operator deletes all instances
    Then nothing is left, neither in the rack nor in Valence nor in Ironic
