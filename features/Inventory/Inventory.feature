@needs-simulator
Feature: Looking at what a pod has
  Racks, systems and pooled devices are read from the pod through Valence.

  Background:
    Given a rack with 2 free systems and 3 pooled drives

  Scenario: Racks and systems are listed
    Then Valence lists 1 rack with 2 systems
    And Valence lists 2 systems with 8 cores each

  Scenario: Pooled devices are found by a sync
    When the operator syncs the devices
    Then the sync of every pod is a SUCCESS
    And Valence lists 3 free and 0 allocated devices

  Scenario: A device that a node holds is allocated
    Given a flavor "database" with 4 cores, 8192 MiB and 2 pooled drives
    And a composed node "db-1" from flavor "database"
    When the operator syncs the devices
    Then Valence lists 1 free and 2 allocated devices
    When the operator releases "db-1"
    And the operator syncs the devices
    Then Valence lists 3 free and 0 allocated devices
