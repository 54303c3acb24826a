@needs-faults
Feature: An ExpEther fabric while things break
  The same holds for a pod that another driver speaks to.

  Background:
    Given an ExpEther fabric with 2 servers that take 3 devices each, and 3 SSD, 1 GPU and 1 NIC
    And Valence reaches its manager by the driver "expether"

  Scenario Outline: Valence rides it out
    Given <fault> strikes <place>
    When the operator wants "db-1" composed with "SSD, GPU"
    Then it works
    And every fault struck
    And "db-1" has "GPU, SSD" in its group
    When all faults are healed
    And the operator releases whatever is left
    Then 2 servers and 5 devices of the fabric are free

    Examples:
      | fault          | place                  |
      | answer-lost    | the joining of a group |
      | half-an-answer | the joining of a group |
      | not-json       | the joining of a group |

  Scenario Outline: The operator is told, and composes once more
    Given <fault> strikes <place>
    When the operator wants "db-1" composed with "SSD, GPU"
    Then it fails with <status> on the side of the "pod manager", at "allocate"
    And every fault struck
    When all faults are healed
    And the operator releases whatever is left
    Then 2 servers and 5 devices of the fabric are free
    When the operator wants the same again
    Then it works
    When the operator releases whatever is left
    Then 2 servers and 5 devices of the fabric are free

    Examples:
      | fault              | place                  | status |
      | pod-busy           | the joining of a group | 503    |
      | connection-dropped | the joining of a group | 503    |
      | half-an-answer     | every look at a board  | 503    |
      | error-page         | the list of boards     | 502    |
      | not-json           | the list of boards     | 502    |
      | fabric-dark        | the list of boards     | 503    |
      | fabric-dark        | the joining of a group | 503    |

  Scenario Outline: A drive is attached, detached or given back by a second try
    Given a node "db-1" with "SSD"
    And <fault> strikes <place>
    When the operator wants <wish>
    Then it fails with <status> on the side of the "pod manager", at "<stage>"
    And every fault struck
    When all faults are healed
    And the operator syncs the devices
    And the operator wants the same again
    Then it works
    When the operator releases whatever is left
    Then 2 servers and 5 devices of the fabric are free

    Examples:
      | wish                            | fault       | place                  | status | stage           |
      | a free drive attached to "db-1" | fabric-dark | the joining of a group | 503    | attach a device |
      | the drive of "db-1" detached    | error-page  | the leaving of a group | 502    | detach a device |
      | "db-1" released                 | pod-busy    | the leaving of a group | 503    | release         |
      | "db-1" released                 | fabric-dark | the leaving of a group | 503    | release         |

  Scenario Outline: A sync that fails forgets nothing
    Given a node "db-1" with "SSD"
    And <fault> strikes the list of boards
    When the operator syncs the devices
    Then the sync fails, because "<reason>"
    And every fault struck
    When all faults are healed
    And the operator syncs the devices
    Then the sync of every pod is a SUCCESS
    And Valence lists 4 free and 1 allocated devices

    Examples:
      | fault       | reason         |
      | fabric-dark | gave no answer |
      | not-json    | is not JSON    |
