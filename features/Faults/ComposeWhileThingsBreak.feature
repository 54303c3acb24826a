@needs-faults
Feature: Composing while things break
  Whatever breaks on the way, the operator learns whose fault it is and at which stage; nothing is lost or held twice; once all is healed the same wish
  works, and everything can be given back.

  Background:
    Given Valence gives up a piece of work after 2 minutes

  Scenario Outline: Valence rides it out
    Given a rack with 2 free systems and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And <fault> strikes <place>
    When the operator wants "db-1" composed from flavor "database"
    Then it works
    And every fault struck
    And Valence lists the owner of every node in the rack
    When all faults are healed
    And the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault                | place                    |
      | answer-lost          | the allocation           |
      | answer-lost          | the order to assemble    |
      | connection-dropped   | the order to assemble    |
      | connection-dropped   | every look at a node     |
      | pod-busy             | every request to the pod |
      | half-an-answer       | every look at a node     |
      | not-json             | the allocation           |
      | session-expired      | the allocation           |
      | session-expired      | the order to assemble    |
      | all-sessions-expired | every request to the pod |
      | pod-slow             | every request to the pod |

  Scenario Outline: The operator is told
    Given a rack with 2 free systems and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And <fault> strikes <place>
    When the operator wants "db-1" composed from flavor "database"
    Then it fails with <status> on the side of the "pod manager", at "<stage>"
    And every fault struck
    And Valence lists the owner of every node in the rack
    When all faults are healed
    And the operator releases whatever is left
    And the operator wants the same again
    Then it works
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault                  | place                 | status | stage    |
      | connection-dropped     | the allocation        | 503    | allocate |
      | pod-busy               | the allocation        | 503    | allocate |
      | pod-dark               | the allocation        | 503    | allocate |
      | pod-dark               | the order to assemble | 503    | assemble |
      | pod-dark               | every look at a node  | 503    | assemble |
      | error-page             | every look at a node  | 502    | assemble |
      | not-json               | every look at a node  | 502    | assemble |
      | property-missing       | the list of nodes     | 502    | allocate |
      | property-of-wrong-type | every look at a node  | 502    | assemble |
      | assembly-half-failed   | a step of assembly    | 502    | assemble |
      | assembly-hangs         | a step of assembly    | 504    | assemble |

  Scenario Outline: An answer that does not come in time is given up
    Given Valence gives up silent requests by the clock of the lab
    And a rack with 2 free systems and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And <fault> strikes <place>
    When the operator wants "db-1" composed from flavor "database"
    Then it fails with 504 on the side of the "pod manager", at "<stage>"
    And every fault struck
    And Valence lists the owner of every node in the rack
    When all faults are healed
    And the operator releases whatever is left
    And the operator wants the same again
    Then it works
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault           | place                | stage    |
      | answer-too-late | the allocation       | allocate |
      | pod-slow        | every look at a node | assemble |

  Scenario: A session ends in the middle and the next login is lost
    Given a rack with 2 free systems and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And session-expired strikes the order to assemble
    And connection-dropped strikes the login
    When the operator wants "db-1" composed from flavor "database"
    Then it works
    And every fault struck
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

  Scenario: A request that hangs is answered when the pod is healed
    Given a rack with 2 free systems and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And no-answer strikes the allocation
    And the operator does not wait for answers
    When the operator wants "db-1" composed from flavor "database"
    And every fault has struck
    And all faults are healed
    Then it works
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

  Scenario: A request that hangs is given up at its deadline
    Given Valence gives up silent requests by the clock of the lab
    And a rack with 2 free systems and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And no-answer strikes the allocation
    And the operator does not wait for answers
    When the operator wants "db-1" composed from flavor "database"
    And every fault has struck
    And 11 minutes pass
    Then it fails with 504 on the side of the "pod manager", at "allocate"
    And Valence lists the owner of every node in the rack
    When all faults are healed
    And the operator wants the same again
    Then it works
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

  Scenario: An assembly that fails and cannot be undone is given back when the node is released
    Given a rack with 2 free systems and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And assembly-half-failed strikes a step of assembly
    And release-fails strikes a step of release
    When the operator wants "db-1" composed from flavor "database"
    Then it fails with 502 on the side of the "pod manager", at "assemble"
    And every fault struck
    And Valence lists the owner of every node in the rack
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic
