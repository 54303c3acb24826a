@needs-simulator
Feature: Instances on servers that Ironic has anyway
  A flavor that names a resource class means a server that is there already; it is reserved, deployed, and only undeployed when the instance is deleted.

  Background:
    Given a rack with 1 free system
    And Ironic has the pre-set server "old-1"
    And a flavor "old" that means a pre-set server
    And a flavor "either" that means a pre-set server, or else a composed one with 4 cores

  Scenario: A pre-set server is used and left as it was
    When the operator creates instance "db" from flavor "old"
    Then the instance is as wanted
    And instance "db" has the pre-set server "old-1"
    When the operator deletes instance "db"
    Then the instance is as wanted
    And the pre-set server "old-1" is nobody's

  Scenario: Nobody gets a server that somebody has
    Given an instance "db" from flavor "old"
    When the operator creates instance "late" from flavor "old"
    Then the instance is refused with 409, because "No pre-set server fits"
    And instance "late" is in error at "schedule", on the side of the "ironic"
    And instance "db" has the pre-set server "old-1"

  Scenario: When none is to be had one is composed, if the flavor says so
    Given an instance "db" from flavor "either"
    When the operator creates instance "late" from flavor "either"
    Then the instance is as wanted
    And instance "db" has the pre-set server "old-1"
    And the machine of instance "late" is composed
    When the operator deletes all instances
    Then the pre-set server "old-1" is nobody's
    And the rack shows no composed node

  Scenario Outline: A server whose reservation or deployment goes wrong is nobody's again
    Given again and again <fault> strikes <place>
    When the operator creates instance "db" from flavor "old"
    Then every fault struck
    And instance "db" is in error at "<step>", on the side of the "ironic"
    And the pre-set server "old-1" is nobody's
    When all faults are healed
    And the operator deletes instance "db"
    Then there is no instance "db"

    Examples:
      | fault                     | place                       | step     |
      | connection-dropped        | the reservation of a server | schedule |
      | ironic-verification-fails | a step of deployment        | deploy   |
