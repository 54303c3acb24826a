@needs-simulator
Feature: Creating instances
  A user asks for a server with an image on it. Its machine is composed on the fly, enrolled in Ironic and deployed; deleted, it is undeployed, taken out of
  Ironic and given back.

  Background:
    Given a rack with 2 free systems and 2 pooled drives
    And a flavor "small" with 4 cores, 8192 MiB and 1 pooled drive

  Scenario: A composed instance comes to be, and goes again without a trace
    When the operator creates instance "db" from flavor "small" with port "vif-1"
    Then the instance is as wanted
    And instance "db" is active
    And the machine of instance "db" is composed
    And the machine of instance "db" runs, and Ironic knows whose it is
    And it took 1 attempt to make instance "db"
    When the operator deletes instance "db"
    Then the instance is as wanted
    And nothing is left, neither in the rack nor in Valence nor in Ironic
    And every pooled drive is erased

  Scenario: An instance boots an ISO
    When the operator creates instance "live" from flavor "small" that boots an ISO
    Then the instance is as wanted
    And the machine of instance "live" runs, and Ironic knows whose it is

  Scenario: An instance is switched and installed anew
    Given an instance "db" from flavor "small"
    When the operator switches instance "db" "off"
    Then the instance is as wanted
    And instance "db" is stopped
    When the operator switches instance "db" "off"
    Then the instance is refused with 409, because "power 'off' is for active"
    When the operator switches instance "db" "on"
    Then instance "db" is active
    When the operator rebuilds instance "db"
    Then the instance is as wanted
    And instance "db" is active

  Scenario: The node of an instance is disposed of by the instance alone
    Given an instance "db" from flavor "small"
    When the operator releases the node of instance "db" by itself
    Then the instance is refused with 409, because "belongs to the instance"
    And the machine of instance "db" runs, and Ironic knows whose it is

  Scenario: A locked instance stays as it is
    Given an instance "db" from flavor "small"
    When the operator locks instance "db"
    And the operator deletes instance "db"
    Then the instance is refused with 409, because "is locked by"
    When the operator unlocks instance "db"
    And the operator deletes instance "db"
    Then there is no instance "db"

  Scenario Outline: An instance is deleted while it is being made
    When the operator creates instance "db" from flavor "small" without waiting
    And instance "db" comes to the step "<step>"
    And the operator deletes instance "db"
    Then the instance is as wanted
    And there is no instance "db"
    And nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | step     |
      | assemble |
      | provide  |
      | deploy   |

  Scenario: Hardware that is not there is told, and nothing stays behind
    Given a flavor "huge" with 4096 cores and 8192 MiB
    When the operator creates instance "db" from flavor "huge"
    Then the instance is refused with 409, because "no computer systems"
    And instance "db" is in error at "allocate", on the side of the "pod manager"
    And no machine is left of it, neither in the rack nor in Ironic
    When the operator deletes instance "db"
    Then there is no instance "db"
