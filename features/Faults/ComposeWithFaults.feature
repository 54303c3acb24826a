@needs-faults
Feature: Composing while things break
  Whatever breaks on the way, the operator learns what and where, and the rack keeps nothing that nobody holds.

  Background:
    Given a rack with 2 free systems and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive

  Scenario: Half-failed assembly is undone
    Given assembly fails at step "configure-system"
    When the operator composes "db-1" from flavor "database"
    Then it is refused with 502, because "assembling node"
    And the rack shows no composed node
    And 2 systems are free
    And 1 pooled drive is free
    And Valence lists no nodes
    And nothing was lost or held twice

  Scenario: The pod refuses with an error of its own
    Given the pod answers 503 to every allocation
    When the operator composes "db-1" from flavor "database"
    Then it is refused with 503, because "pod"
    And Valence lists no nodes
    When all faults are healed
    And the operator composes "db-1" from flavor "database"
    Then it is done

  Scenario: The answer to an allocation is lost
    Given the answer to the next allocation is lost
    When the operator composes "db-1" from flavor "database"
    Then 1 pooled drive is free or held by a node that Valence lists
    And nothing was lost or held twice

  Scenario: A slow pod is waited for
    Given every answer of the pod takes 5 seconds
    When the operator composes "db-1" from flavor "database"
    Then it is done
    And node "db-1" is Assembled in the rack
