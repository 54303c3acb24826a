@needs-ironic
Feature: Registering a node in Ironic
  A composed node is handed to Ironic, which takes control of it through its Redfish system.

  Background:
    Given a rack with 2 free systems
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "web-1" from flavor "small"

  Scenario: Ironic takes control of a registered node
    When the operator registers "web-1" in Ironic
    Then the registration is done
    And Ironic shows "web-1" manageable
    And Ironic shows "web-1" with power off
    And Ironic reaches "web-1" at the system that the rack gave it
    And Ironic has a port for every network interface of "web-1"

  @destructive
  Scenario: Power through Ironic is seen in the rack
    Given node "web-1" is registered in Ironic
    When somebody tells Ironic to power "web-1" on
    Then the rack shows the system of "web-1" On
    And Ironic shows "web-1" with power on
    When somebody tells Ironic to power "web-1" off
    Then the rack shows the system of "web-1" Off
    And Ironic shows "web-1" with power off

  @destructive
  Scenario: A registered node becomes available
    Given node "web-1" is registered in Ironic
    When somebody tells Ironic to provide "web-1"
    Then Ironic shows "web-1" available

  Scenario: A node is registered once
    Given node "web-1" is registered in Ironic
    When the operator registers "web-1" in Ironic
    Then the registration fails with 409, because "is registered already"

  Scenario: An unregistered node stays composed
    Given node "web-1" is registered in Ironic
    When the operator unregisters "web-1"
    Then the registration is done
    And Ironic does not know "web-1"
    And node "web-1" is Assembled in the rack

  Scenario: Release takes the node out of Ironic first
    Given node "web-1" is registered in Ironic
    When the operator releases "web-1"
    Then it is done
    And Ironic does not know "web-1"
    And 2 systems are free

  Scenario: A BMC that does not answer Ironic is told as the reason, and nothing stays behind
    When the operator registers "web-1" in Ironic with a BMC address where nobody answers
    Then the registration fails with 502, because "Failed to get power state"
    And Ironic does not know "web-1"
    And node "web-1" is Assembled in the rack
