@needs-faults
Feature: Registering and unregistering while things break
  The operator learns whose fault it is, the pod manager's or Ironic's, and at which stage; once all is healed the same wish works, and when the node is
  released Ironic does not know it.

  Background:
    Given Valence gives up a piece of work after 2 minutes
    And a rack with 1 free system
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "web-1" from flavor "small"

  Scenario Outline: A node is registered although something breaks
    Given <fault> strikes <place>
    When the operator wants "web-1" registered
    Then it works
    And every fault struck
    And Ironic shows "web-1" manageable
    When all faults are healed
    And the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault              | place                       |
      | answer-lost        | the enrolment               |
      | answer-lost        | the making of a port        |
      | answer-lost        | the order to manage         |
      | connection-dropped | every look at Ironic's node |
      | half-an-answer     | every look at Ironic's node |
      | not-json           | the enrolment               |
      | ironic-busy        | the enrolment               |
      | ironic-busy        | every look at Ironic's node |
      | session-expired    | every look at a node        |

  Scenario Outline: The operator is told, and registers once more
    Given <fault> strikes <place>
    When the operator wants "web-1" registered
    Then it fails with <status> on the side of the "<side>", at "<stage>"
    And every fault struck
    When all faults are healed
    And the operator takes out of Ironic what is left there of "web-1"
    And the operator wants the same again
    Then it works
    And Ironic shows "web-1" manageable
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault                     | place                       | status | side        | stage                    |
      | connection-dropped        | the enrolment               | 503    | ironic      | enroll                   |
      | connection-dropped        | the order to manage         | 503    | ironic      | manage                   |
      | error-page                | the enrolment               | 502    | ironic      | enroll                   |
      | ironic-dark               | the version of Ironic       | 503    | ironic      | agree on the API version |
      | ironic-dark               | the enrolment               | 503    | ironic      | enroll                   |
      | ironic-dark               | every look at Ironic's node | 503    | ironic      | manage                   |
      | not-json                  | the version of Ironic       | 502    | ironic      | agree on the API version |
      | not-json                  | every look at Ironic's node | 502    | ironic      | manage                   |
      | ironic-verification-fails | a step of verification      | 502    | ironic      | manage                   |
      | ironic-verification-hangs | a step of verification      | 504    | ironic      | manage                   |
      | pod-dark                  | every look at a node        | 503    | pod manager | show a composed node     |

  Scenario Outline: A registered node is given up although something breaks
    Given node "web-1" is registered in Ironic
    And <fault> strikes <place>
    When the operator wants "web-1" <given up>
    Then it works
    And every fault struck
    When all faults are healed
    And the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | given up     | fault              | place                       |
      | unregistered | answer-lost        | the removal from Ironic     |
      | unregistered | connection-dropped | every look at Ironic's node |
      | unregistered | ironic-busy        | the removal from Ironic     |
      | released     | answer-lost        | the removal from Ironic     |
      | released     | half-an-answer     | every look at Ironic's node |

  Scenario Outline: A registered node that could not be given up keeps its hardware and is given up by a second try
    Given node "web-1" is registered in Ironic
    And <fault> strikes <place>
    When the operator wants "web-1" <given up>
    Then it fails with <status> on the side of the "ironic", at "unregister"
    And every fault struck
    And Valence lists the owner of every node in the rack
    And node "web-1" is Assembled in the rack
    When all faults are healed
    And the operator wants the same again
    Then it works
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | given up     | fault              | place                       | status |
      | unregistered | connection-dropped | the removal from Ironic     | 503    |
      | unregistered | error-page         | the removal from Ironic     | 502    |
      | unregistered | ironic-dark        | every look at Ironic's node | 503    |
      | unregistered | not-json           | every look at Ironic's node | 502    |
      | released     | connection-dropped | the removal from Ironic     | 503    |
      | released     | ironic-dark        | the removal from Ironic     | 503    |

  Scenario: A request of Ironic that hangs is answered when it is healed
    Given no-answer strikes the enrolment
    And the operator does not wait for answers
    When the operator wants "web-1" registered
    And every fault has struck
    And all faults are healed
    Then it works
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic
