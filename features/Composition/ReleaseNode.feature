Feature: Releasing a node
  A released node gives everything back: the system is off, pooled drives are erased and free.

  Background:
    Given a rack with 1 free system and 2 pooled drives
    And a flavor "database" with 4 cores, 8192 MiB and 2 pooled drives
    And a composed node "db-1" from flavor "database"

  @needs-simulator
  Scenario: Release frees everything
    When the operator releases "db-1"
    Then it is done
    And 1 system is free
    And 2 pooled drives are free
    And every pooled drive is erased
    And all systems are off
    And the rack shows no composed node
    And Valence lists no nodes
    And nothing was lost or held twice

  @destructive
  Scenario: A running node is released
    When the operator powers node "db-1" on
    And the operator releases "db-1"
    Then it is done
    And all systems are off
    And 1 system is free

  @destructive
  Scenario: What was released can be composed again
    When the operator releases "db-1"
    And the operator composes "db-2" from flavor "database"
    Then it is done
    And node "db-2" holds 2 pooled drives
