@needs-simulator
Feature: What Ironic gets with a node
  Ironic is told what the machine has, reaches it with an account of its own, and is told when that changes.

  Background:
    Given a rack with 2 free systems and 2 pooled drives
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "web-1" from flavor "small"

  Scenario: Ironic has an account of its own at the pod, and it goes with the registration
    When the operator registers "web-1" in Ironic
    Then the registration is done
    And the pod has 1 account that is for Ironic alone
    When the operator unregisters "web-1"
    Then the registration is done
    And the pod has 0 accounts that are for Ironic alone

  Scenario: A node that is released leaves no account
    Given node "web-1" is registered in Ironic
    When the operator releases "web-1"
    Then it is done
    And the pod has 0 accounts that are for Ironic alone

  Scenario: A registration that fails leaves no account
    When the operator registers "web-1" in Ironic with a BMC address where nobody answers
    Then the registration fails with 502, because "Failed to get power state"
    And the pod has 0 accounts that are for Ironic alone

  Scenario: A node is inspected and made available on the way
    When the operator registers "web-1" in Ironic to be inspected and provided
    Then the registration is done
    And Ironic shows "web-1" available

  Scenario Outline: What goes wrong on the way is told with Ironic's reason, and nothing stays behind
    Given <fault> strikes <place>
    When the operator registers "web-1" in Ironic to be inspected and provided
    Then the registration fails with 502, because "<reason>"
    And Ironic does not know "web-1"
    And the pod has 0 accounts that are for Ironic alone
    And node "web-1" is Assembled in the rack

    Examples:
      | fault                      | place                  | reason                                      |
      | ironic-verification-fails  | a step of verification | could not take control of the node          |
      | ironic-verification-fails  | a step of inspection   | could not inspect the node                  |
      | ironic-verification-fails  | a step of cleaning     | could not clean the node                    |

  Scenario: A node that is in use is taken out only when it is to be undeployed
    Given node "web-1" is registered in Ironic
    And somebody has deployed "web-1"
    When the operator unregisters "web-1"
    Then the registration fails with 409, because "it is 'active'"
    When the operator unregisters "web-1" and has it undeployed
    Then the registration is done
    And Ironic does not know "web-1"
    And node "web-1" is Assembled in the rack

  Scenario: A drive that is attached later is told to Ironic
    Given node "web-1" is registered in Ironic
    Then Ironic does not know the trait CUSTOM_NVME of "web-1"
    When the operator wants a free drive attached to "web-1"
    Then Ironic knows the trait CUSTOM_NVME of "web-1"

  Scenario: What Ironic missed while it was dark is told to it later
    Given node "web-1" is registered in Ironic
    And a network as in the example "ironic-dark"
    When the operator wants a free drive attached to "web-1"
    And all faults are healed
    Then Ironic does not know the trait CUSTOM_NVME of "web-1"
    When the operator tells Ironic what "web-1" has by now
    Then the registration is done
    And Ironic knows the trait CUSTOM_NVME of "web-1"
