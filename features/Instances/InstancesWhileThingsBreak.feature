@needs-faults @needs-simulator
Feature: Creating and deleting instances while things break
  Whatever step fails, all steps before it are undone, and another attempt is made; only when several came to nothing the instance is in error, with the
  step, the side and the reason. Nothing is ever left behind.

  Background:
    Given Valence gives up a piece of work after 2 minutes
    And a rack with 2 free systems and 2 pooled drives
    And a flavor "small" with 4 cores, 8192 MiB and 1 pooled drive

  Scenario Outline: An instance comes to be although something breaks once
    Given <fault> strikes <place>
    When the operator creates instance "db" from flavor "small" with port "vif-1"
    Then the instance is as wanted
    And every fault struck
    And it took <attempts> attempts to make instance "db"
    And the machine of instance "db" runs, and Ironic knows whose it is
    When the operator deletes instance "db"
    Then the instance is as wanted
    And nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples: the pod
      | fault                | place                    | attempts |
      | answer-lost          | the allocation           | 1        |
      | connection-dropped   | the allocation           | 2        |
      | answer-lost          | the order to assemble    | 1        |
      | assembly-half-failed | a step of assembly       | 2        |
      | answer-lost          | the making of an account | 2        |
      | pod-busy             | every look at a node     | 1        |

    Examples: Ironic
      | fault                     | place                            | attempts |
      | answer-lost               | the enrolment                    | 1        |
      | connection-dropped        | the enrolment                    | 2        |
      | answer-lost               | the note of whose a node is      | 1        |
      | connection-dropped        | the note of whose a node is      | 2        |
      | answer-lost               | the making of a port             | 1        |
      | connection-dropped        | the making of a port             | 2        |
      | answer-lost               | the order to manage              | 1        |
      | connection-dropped        | the order to manage              | 2        |
      | answer-lost               | the attaching to a network       | 1        |
      | connection-dropped        | the attaching to a network       | 1        |
      | ironic-busy               | every look at Ironic's node      | 1        |
      | ironic-verification-fails | a step of verification           | 2        |
      | ironic-verification-fails | a step of cleaning               | 2        |
      | ironic-verification-fails | a step of deployment             | 2        |

  Scenario Outline: What fails every time ends in error, and leaves nothing
    Given again and again <fault> strikes <place>
    When the operator creates instance "db" from flavor "small" with port "vif-1"
    Then instance "db" is in error at "<step>", on the side of the "<side>"
    And every fault struck
    And it took 3 attempts to make instance "db"
    When all faults are healed
    Then no machine is left of it, neither in the rack nor in Ironic
    When the operator deletes instance "db"
    Then there is no instance "db"
    And nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault                     | place                       | step     | side        |
      | connection-dropped        | the allocation              | allocate | pod manager |
      | assembly-half-failed      | a step of assembly          | assemble | pod manager |
      | connection-dropped        | the enrolment               | enroll   | ironic      |
      | connection-dropped        | the note of whose a node is | take     | ironic      |
      | connection-dropped        | the making of a port        | create a port | ironic |
      | ironic-verification-fails | a step of verification      | manage   | ironic      |
      | ironic-verification-fails | a step of cleaning          | provide  | ironic      |
      | connection-dropped        | the attaching to a network  | networks | ironic      |
      | ironic-verification-fails | a step of deployment        | deploy   | ironic      |

  Scenario Outline: An instance goes although something breaks once
    Given an instance "db" from flavor "small"
    And <fault> strikes <place>
    When the operator deletes instance "db"
    Then the instance is as wanted
    And every fault struck
    And nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault       | place                   |
      | answer-lost | the order to manage     |
      | answer-lost | the removal from Ironic |
      | answer-lost | the release             |
      | ironic-busy | the removal from Ironic |
      | pod-dark    | the release             |

  Scenario Outline: A deletion that fails frees nothing that is still in use, and a second one works
    Given an instance "db" from flavor "small"
    And <fault> strikes <place>
    When the operator deletes instance "db"
    Then instance "db" is in error at "<step>", on the side of the "<side>"
    And every fault struck
    When all faults are healed
    And the operator deletes instance "db"
    Then the instance is as wanted
    And nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault                     | place                       | step            | side        |
      | connection-dropped        | the order to manage         | undeploy        | ironic      |
      | ironic-verification-fails | a step of undeployment      | undeploy        | ironic      |
      | connection-dropped        | the removal from Ironic     | unregister      | ironic      |
      | release-fails             | a step of release           | release         | pod manager |
