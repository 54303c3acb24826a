@needs-faults
Feature: Attaching, detaching and releasing while things break
  The operator learns whose fault it is and at which stage; nothing is lost or held twice; once all is healed the same wish works.

  Background:
    Given Valence gives up a piece of work after 2 minutes

  Scenario Outline: A drive is attached or detached although something breaks
    Given a rack with 1 free system and 2 pooled drives
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a composed node "db-1" from flavor "database"
    And <fault> strikes <place>
    When the operator wants <wish>
    Then it works
    And every fault struck
    And node "db-1" holds <drives> pooled drives
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | wish                            | fault           | place                | drives |
      | a free drive attached to "db-1" | session-expired | the attaching        | 2      |
      | a free drive attached to "db-1" | half-an-answer  | every look at a node | 2      |
      | a free drive attached to "db-1" | answer-lost     | the attaching        | 2      |
      | the drive of "db-1" detached    | session-expired | the detaching        | 0      |
      | the drive of "db-1" detached    | answer-lost     | the detaching        | 0      |

  Scenario Outline: A drive that could not be attached or detached is so after a sync and a second try
    Given a rack with 1 free system and 2 pooled drives
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a composed node "db-1" from flavor "database"
    And <fault> strikes <place>
    When the operator wants <wish>
    Then it fails with <status> on the side of the "pod manager", at "<stage>"
    And every fault struck
    And nothing was lost or held twice
    When all faults are healed
    And the operator syncs the devices
    And the operator wants the same again
    Then it works
    And node "db-1" holds <drives> pooled drives
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | wish                            | fault              | place               | status | stage           | drives |
      | a free drive attached to "db-1" | connection-dropped | the attaching       | 503    | attach a device | 2      |
      | a free drive attached to "db-1" | pod-busy           | the attaching       | 503    | attach a device | 2      |
      | a free drive attached to "db-1" | pod-dark           | the attaching       | 503    | attach a device | 2      |
      | a free drive attached to "db-1" | attaching-fails    | a step of attaching | 502    | attach a device | 2      |
      | the drive of "db-1" detached    | pod-dark           | the detaching       | 503    | detach a device | 0      |
      | the drive of "db-1" detached    | error-page         | the detaching       | 502    | detach a device | 0      |
      | the drive of "db-1" detached    | detaching-fails    | a step of detaching | 502    | detach a device | 0      |

  Scenario Outline: An answer about a drive that does not come in time is given up
    Given Valence gives up silent requests by the clock of the lab
    And a rack with 1 free system and 2 pooled drives
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a composed node "db-1" from flavor "database"
    And answer-too-late strikes <place>
    When the operator wants <wish>
    Then it fails with 504 on the side of the "pod manager", at "<stage>"
    And every fault struck
    When all faults are healed
    And the operator wants the same again
    Then it works
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | wish                            | place         | stage           |
      | a free drive attached to "db-1" | the attaching | attach a device |
      | the drive of "db-1" detached    | the detaching | detach a device |

  Scenario Outline: A node is released although something breaks
    Given a rack with 1 free system and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a composed node "db-1" from flavor "database"
    And <fault> strikes <place>
    When the operator wants "db-1" released
    Then it works
    And every fault struck
    And nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault              | place                |
      | answer-lost        | the release          |
      | connection-dropped | the release          |
      | session-expired    | the release          |
      | pod-dark           | the release          |
      | half-an-answer     | every look at a node |

  Scenario Outline: A node that could not be released is released by a second try
    Given a rack with 1 free system and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a composed node "db-1" from flavor "database"
    When the operator powers node "db-1" on
    Given <fault> strikes <place>
    When the operator wants "db-1" released
    Then it fails with <status> on the side of the "pod manager", at "<stage>"
    And every fault struck
    And Valence lists the owner of every node in the rack
    When all faults are healed
    And the operator wants the same again
    Then it works
    And nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault              | place                | status | stage   |
      | connection-dropped | the switching off    | 503    | reset   |
      | pod-dark           | the switching off    | 503    | reset   |
      | not-json           | every look at a node | 502    | reset   |
      | pod-busy           | the release          | 503    | release |
      | error-page         | the release          | 502    | release |
      | release-fails      | a step of release    | 502    | release |

  Scenario: A release that hangs is over when the pod is healed
    Given a rack with 1 free system and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a composed node "db-1" from flavor "database"
    And release-hangs strikes a step of release
    And the operator does not wait for answers
    When the operator wants "db-1" released
    And every fault has struck
    And all faults are healed
    Then it works
    And nothing is left, neither in the rack nor in Valence nor in Ironic

  Scenario: A release that hangs is given up at its deadline and works after healing
    Given Valence gives up silent requests by the clock of the lab
    And a rack with 1 free system and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a composed node "db-1" from flavor "database"
    And release-hangs strikes a step of release
    And the operator does not wait for answers
    When the operator wants "db-1" released
    And every fault has struck
    And 30 minutes pass
    Then it fails with 504 on the side of the "pod manager", at "release"
    And Valence lists the owner of every node in the rack
    When all faults are healed
    And the operator wants the same again
    Then it works
    And nothing is left, neither in the rack nor in Valence nor in Ironic
