Feature: Composing a node
  An operator names a flavor; Valence asks the pod for it, waits until the node is assembled and keeps it.
  What cannot be had is refused with the reason, and nothing is left behind.

  Scenario: A node is composed from a flavor
    Given a rack with 2 free systems
    And a flavor "small" with 4 cores and 8192 MiB
    When the operator composes "web-1" from flavor "small"
    Then it is done
    And node "web-1" is Assembled in the rack
    And Valence lists node "web-1"
    And 1 system is free
    And nothing was lost or held twice

  @needs-simulator
  Scenario Outline: The smallest system that suffices is taken
    Given a rack with 1 small and 1 large system
    And a flavor "wanted" with <cores> cores and 8192 MiB
    When the operator composes "node-1" from flavor "wanted"
    Then it is done
    And node "node-1" has <given> cores

    Examples:
      | cores | given |
      | 4     | 8     |
      | 8     | 8     |
      | 9     | 32    |

  @destructive
  Scenario: Pooled drives come with the node
    Given a rack with 1 free system and 3 pooled drives
    And a flavor "database" with 4 cores, 8192 MiB and 2 pooled drives
    When the operator composes "db-1" from flavor "database"
    Then it is done
    And node "db-1" holds 2 pooled drives
    And 1 pooled drive is free

  @needs-simulator
  Scenario: A reserved system is not composed twice
    Given a rack with 1 free system
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "web-1" from flavor "small"
    When the operator composes "web-2" from flavor "small"
    Then it is refused with 409, because "There are no computer systems available for this allocation request."
    And the refusal also says "online systems: 0"
    And Valence lists node "web-1"
    And nothing was lost or held twice

  @needs-simulator
  Scenario: What no system has is refused with the count of each filter
    Given a rack with 3 free systems
    And a flavor "huge" with 64 cores and 8192 MiB
    When the operator composes "big-1" from flavor "huge"
    Then it is refused with 409, because "available: 3 -> online systems: 3 -> status: 3"
    And the refusal also says "system attributes: 0"
    And the rack shows no composed node
    And Valence lists no nodes

  @needs-simulator
  Scenario: Two composers and one free system
    Given a rack with 1 free system
    And a flavor "small" with 4 cores and 8192 MiB
    When two operators compose "web-1" and "web-2" from flavor "small" at once
    Then one of the two is composed and the other is refused with 409
    And 0 systems are free
    And nothing was lost or held twice
