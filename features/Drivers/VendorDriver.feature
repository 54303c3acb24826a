@needs-simulator
Feature: A vendor's driver
  A vendor writes a driver against the contract, in a project of his own that knows nothing of the core, and drops the library into the drivers
  folder of a core that runs. It is used at once: nothing is built anew, nothing is restarted.

  Scenario: A driver is dropped into the folder of a running core and used
    Given a running core with an empty drivers folder
    And a driver "acme" that a vendor built against the contract
    Then Valence knows no driver "acme"
    When the library is dropped into the drivers folder
    Then Valence offers the driver "acme", which can "compose, health, show"
    When the operator registers a pod manager with the driver "acme"
    And the operator makes a flavor "any" with 1 core and 1 MiB
    And the operator composes "web-1" from flavor "any"
    Then it is done
    And Valence lists node "web-1"
    When the operator asks node "web-1" to boot once from Pxe
    Then it is refused with 501, because "'acme' does not offer the capability 'boot'"
    When the operator releases "web-1"
    Then it is done
    And Valence lists no nodes
