@needs-simulator
Feature: Many pods behind one core
  A core has pods of all kinds and makes. It chooses among them by a policy where nobody names one, and what happens to one pod is
  nobody else's trouble.

  Scenario: First fit fills one pod after the other, in the order of their names
    Given these pods
      | name | kind    | small | large |
      | a    | rsd-2.1 | 0     | 1     |
      | b    | dmtf    | 2     | 0     |
      | c    | rsd-1.2 | 1     | 0     |
      | d    | shelf   | 1     | 0     |
      | e    | rsd-2.4 | 0     | 1     |
    And a flavor "small" with 4 cores and 8192 MiB
    When the operator composes "web-1" from flavor "small" by first-fit
    And the operator composes "web-2" from flavor "small" by first-fit
    And the operator composes "web-3" from flavor "small" by first-fit
    And the operator composes "web-4" from flavor "small" by first-fit
    And the operator composes "web-5" from flavor "small" by first-fit
    And the operator composes "web-6" from flavor "small" by first-fit
    Then node "web-1" stands in pod a
    And nodes "web-2, web-3" stand in pod b
    And node "web-4" stands in pod c
    And node "web-5" stands in pod d
    And node "web-6" stands in pod e
    When the operator composes "web-7" from flavor "small" by first-fit
    Then it is refused with 409, because "No pod manager could compose the node."

  Scenario: Least waste keeps the large systems for those who need them
    Given these pods
      | name | kind    | small | large |
      | a    | rsd-2.1 | 0     | 1     |
      | b    | dmtf    | 1     | 1     |
      | c    | shelf   | 1     | 0     |
      | d    | rsd-1.2 | 0     | 1     |
      | e    | rsd-2.4 | 1     | 0     |
    And a flavor "small" with 4 cores and 8192 MiB
    And a flavor "large" with 24 cores and 65536 MiB
    When the operator composes "web-1" from flavor "small" by least-waste
    And the operator composes "big-1" from flavor "large" by least-waste
    And the operator composes "web-2" from flavor "small" by least-waste
    And the operator composes "web-3" from flavor "small" by least-waste
    And the operator composes "big-2" from flavor "large" by least-waste
    And the operator composes "big-3" from flavor "large" by least-waste
    Then node "web-1" stands in pod b
    And node "web-2" stands in pod c
    And node "web-3" stands in pod e
    And node "big-1" stands in pod a
    And node "big-2" stands in pod b
    And node "big-3" stands in pod d

  Scenario: Spread gives every pod its share, whatever its kind
    Given these pods
      | name | kind     | small |
      | a    | expether | 2     |
      | b    | rsd-1.2  | 2     |
      | c    | shelf    | 2     |
      | d    | rsd-2.1  | 2     |
      | e    | dmtf     | 2     |
      | f    | rsd-2.4  | 2     |
    When 6 operators compose a node of anything by spread at once
    Then all of them are composed
    And every pod has 1 node

  Scenario: Twenty pods and twenty nodes at once
    Given 20 pods of all kinds with 2 small systems each
    When 20 operators compose a node of anything by spread at once
    Then all of them are composed
    And every pod has 1 node

  Scenario: What has the same name in several pods is never mixed
    Given these pods
      | name | kind    | small | drives |
      | a    | rsd-2.1 | 2     | 2      |
      | b    | rsd-2.1 | 2     | 2      |
      | c    | rsd-2.4 | 2     | 2      |
      | d    | rsd-2.4 | 2     | 2      |
      | e    | shelf   | 2     | 0      |
    And a flavor "small" with 4 cores and 8192 MiB
    And a node "web-a" in pod a from flavor "small"
    And a node "web-b" in pod b from flavor "small"
    And a node "web-c" in pod c from flavor "small"
    And a node "web-d" in pod d from flavor "small"
    Then nodes "web-a, web-b, web-c, web-d" have the same index, each in its pod
    And pods "a, b" show drives of the same paths
    When the operator powers node "web-b" on
    Then Valence shows node "web-b" with power On
    And Valence shows node "web-a" with power Off
    And Valence shows node "web-c" with power Off
    When the operator attaches a free drive of pod b to node "web-b"
    Then it is done
    And pod b has node "web-b" with 1 pooled drive
    And pod a has node "web-a" with 0 pooled drives
    And of the drives of pod b 1 is allocated for Valence
    And of the drives of pod a 0 are allocated for Valence
    When the operator attaches a free drive of pod a to node "web-b"
    Then it is refused with 400, because "is in another pod than the node"
    And pod b has node "web-b" with 1 pooled drive
    When the operator attaches a free drive of pod c to node "web-c"
    Then it is done
    When the operator detaches that drive from node "web-d"
    Then it is refused with 400, because "is in another pod than the node"
    When the operator detaches that drive from node "web-c"
    Then it is done
    And of the drives of pod c 0 are allocated for Valence
    When the operator releases "web-b"
    Then it is done
    And pod b has no node
    And of the drives of pod b 0 are allocated for Valence
    And pod a has node "web-a" with 0 pooled drives
    And pod d has node "web-d" with 0 pooled drives
    And Valence shows node "web-a" with power Off

  Scenario: A pod that goes dark keeps its nodes, and the others go on
    Given these pods
      | name | kind    | small |
      | a    | rsd-2.4 | 3     |
      | b    | dmtf    | 2     |
      | c    | shelf   | 2     |
      | d    | rsd-1.2 | 2     |
      | e    | rsd-2.1 | 2     |
    And a flavor "small" with 4 cores and 8192 MiB
    And a node "web-a" in pod a from flavor "small"
    And a node "web-b" in pod b from flavor "small"
    When pod a goes dark
    And 31 seconds pass for Valence
    Then Valence shows pod a Offline
    And Valence shows pod b Online
    And Valence lists composed nodes "web-a, web-b"
    When the operator composes "web-1" from flavor "small" by first-fit
    Then it is done
    And node "web-1" stands in pod b
    When the operator composes "web-2" from flavor "small" in pod a
    Then it is refused with 503, because "'a'"
    And Valence lists composed nodes "web-1, web-a, web-b"
    When pod a is back
    And 301 seconds pass for Valence
    Then Valence shows pod a Online
    And Valence lists composed nodes "web-1, web-a, web-b"
    And a node from flavor "small" by first-fit stands in pod a again

  Scenario: A pod that is gone for good is removed when no node stands on it
    Given these pods
      | name | kind    | small |
      | a    | rsd-2.4 | 1     |
      | b    | dmtf    | 1     |
      | c    | shelf   | 1     |
    And a flavor "small" with 4 cores and 8192 MiB
    And a node "web-a" in pod a from flavor "small"
    When pod a goes dark
    And pod b goes dark
    And 31 seconds pass for Valence
    Then Valence shows pod a Offline
    And Valence shows pod b Offline
    When the operator removes pod manager b
    Then it is done
    When the operator removes pod manager a
    Then it is refused with 409, because "still has 1 node(s)"
    When the operator releases "web-a"
    Then it is refused with 503, because "'a'"
    And Valence lists composed nodes "web-a"
    When the operator composes "web-1" from flavor "small" by spread
    Then node "web-1" stands in pod c
    When the operator forgets "web-1"
    Then it is refused with 409, because "The pod manager 'c' answers"
    When the operator forgets "web-a"
    Then it is done
    When the operator removes pod manager a
    Then it is done
    And Valence lists composed node "web-1"

  Scenario Outline: Nodes that somebody deletes in their pod are missing
    Given these pods
      | name | kind   | small |
      | a    | <kind> | 2     |
      | b    | <kind> | 2     |
    And a flavor "small" with 4 cores and 8192 MiB
    And a node "web-a" in pod a from flavor "small"
    And a node "web-b" in pod b from flavor "small"
    When somebody deletes the nodes of pod a in the pod itself
    And 31 seconds pass for Valence
    Then Valence lists missing node "web-a"
    And Valence lists composed node "web-b"
    When the operator releases "web-a"
    Then it is done
    And Valence lists no missing node
    And Valence lists composed node "web-b"

    Examples:
      | kind    |
      | rsd-1.2 |
      | rsd-2.1 |
      | rsd-2.4 |
      | dmtf    |

  Scenario: Nodes are back with a pod that had forgotten them
    Given these pods
      | name | kind    | small |
      | a    | rsd-2.1 | 2     |
      | b    | rsd-2.1 | 2     |
    And a flavor "small" with 4 cores and 8192 MiB
    And a node "web-a" in pod a from flavor "small"
    And a node "web-b" in pod b from flavor "small"
    When pod a has lost everything that was composed in it
    And 31 seconds pass for Valence
    Then Valence lists missing node "web-a"
    And Valence lists composed node "web-b"
    When somebody composes "web-a" again out of a backup of pod a
    And 31 seconds pass for Valence
    Then Valence lists composed nodes "web-a, web-b"
    And Valence shows node "web-a" with power Off

  Scenario: A pod that hangs holds up nobody
    Given these pods
      | name | kind    | small | drives |
      | a    | rsd-2.4 | 2     | 1      |
      | b    | rsd-2.1 | 2     | 1      |
      | c    | dmtf    | 1     | 1      |
      | d    | shelf   | 1     | 0      |
      | e    | rsd-1.2 | 1     | 0      |
    And a flavor "small" with 4 cores and 8192 MiB
    And a node "web-a" in pod a from flavor "small"
    And a node "web-b" in pod b from flavor "small"
    When pod a hangs
    And somebody deletes the nodes of pod b in the pod itself
    And 31 seconds pass for Valence
    Then Valence shows pod a Offline
    And Valence shows pod b Online
    And Valence lists missing node "web-b"
    And Valence lists composed node "web-a"
    And Valence says that it can do its work
    When the operator composes "web-1" from flavor "small" by first-fit
    Then it is done
    And node "web-1" stands in pod b
    When the operator composes "web-2" from flavor "small" by least-waste
    Then it is done
    And node "web-2" stands in pod b
    When the operator composes "web-3" from flavor "small" by spread
    Then it is done
    And node "web-3" stands in pod c
    When the operator attaches a free drive of pod b to node "web-1"
    Then it is done
    When the operator releases "web-1"
    Then it is done
    And Valence shows pod a Offline
    When pod a is back
    Then Valence shows pod a Online
    When the operator composes "web-4" from flavor "small" by first-fit
    Then node "web-4" stands in pod a
    And Valence lists composed nodes "web-2, web-3, web-4, web-a"
