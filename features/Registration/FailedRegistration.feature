@needs-faults
Feature: What a registration can meet, step by step
  At every step the other side can refuse, be away, lose its answer or fail later. The operator learns which side it was and at which stage; nothing stays
  behind in Ironic or at the pod, the node stays composed, and the next registration works.

  Background:
    Given Valence gives up a piece of work after 2 minutes
    And a rack with 2 free systems and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a composed node "db-1" from flavor "database"

  Scenario Outline: The operator is told, nothing is left, and the next registration works
    Given <fault> strikes <place>
    When the operator wants "db-1" registered, inspected and provided
    Then it fails with <status> on the side of the "<side>", at "<stage>"
    And every fault struck
    When all faults are healed
    Then nothing is left of the registration of "db-1"
    When the operator wants the same again
    Then it works
    And Ironic shows "db-1" available
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples: The account at the pod
      | fault              | place                    | status | side        | stage           |
      | connection-dropped | the making of an account | 503    | pod manager | make an account |
      | answer-lost        | the making of an account | 503    | pod manager | make an account |
      | error-page         | the making of an account | 502    | pod manager | make an account |
      | not-json           | the making of an account | 502    | pod manager | make an account |
      | pod-dark           | the making of an account | 503    | pod manager | make an account |

    Examples: The node in Ironic
      | fault                 | place         | status | side   | stage  |
      | ironic-refuses        | the enrolment | 400    | ironic | enroll |
      | ironic-forbids        | the enrolment | 502    | ironic | enroll |
      | ironic-conductor-gone | the enrolment | 400    | ironic | enroll |
      | ironic-database-lost  | the enrolment | 502    | ironic | enroll |

    Examples: Its ports
      | fault                | place                | status | side   | stage         |
      | connection-dropped   | the making of a port | 503    | ironic | create a port |
      | ironic-dark          | the making of a port | 503    | ironic | create a port |
      | ironic-refuses       | the making of a port | 400    | ironic | create a port |
      | ironic-database-lost | the making of a port | 502    | ironic | create a port |
      | error-page           | the making of a port | 502    | ironic | create a port |

    Examples: Its traits
      | fault                | place                  | status | side   | stage      |
      | connection-dropped   | the setting of a trait | 503    | ironic | set traits |
      | ironic-dark          | the setting of a trait | 503    | ironic | set traits |
      | ironic-refuses       | the setting of a trait | 400    | ironic | set traits |
      | ironic-database-lost | the setting of a trait | 502    | ironic | set traits |

    Examples: Control of it
      | fault                     | place                  | status | side   | stage  |
      | ironic-dark               | the order to manage    | 503    | ironic | manage |
      | ironic-conductor-gone     | the order to manage    | 400    | ironic | manage |
      | ironic-database-lost      | the order to manage    | 502    | ironic | manage |
      | ironic-node-stays-locked  | every order to Ironic  | 409    | ironic | set traits |
      | ironic-node-stays-locked  | the order to manage    | 409    | ironic | manage |
      | ironic-verification-fails | a step of verification | 502    | ironic | manage |

    Examples: Inspection
      | fault                     | place                | status | side   | stage   |
      | connection-dropped        | the order to inspect | 503    | ironic | inspect |
      | ironic-dark               | the order to inspect | 503    | ironic | inspect |
      | ironic-conductor-gone     | the order to inspect | 400    | ironic | inspect |
      | ironic-database-lost      | the order to inspect | 502    | ironic | inspect |
      | ironic-verification-fails | a step of inspection | 502    | ironic | inspect |

    Examples: Cleaning
      | fault                     | place                | status | side   | stage   |
      | connection-dropped        | the order to provide | 503    | ironic | provide |
      | ironic-dark               | the order to provide | 503    | ironic | provide |
      | ironic-conductor-gone     | the order to provide | 400    | ironic | provide |
      | ironic-database-lost      | the order to provide | 502    | ironic | provide |
      | ironic-verification-fails | a step of cleaning   | 502    | ironic | provide |

  Scenario Outline: A registration is done although a step meets something
    Given <fault> strikes <place>
    When the operator wants "db-1" registered, inspected and provided
    Then it works
    And every fault struck
    And Ironic shows "db-1" available
    And the pod has <accounts> accounts that are for Ironic alone
    When all faults are healed
    And the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault              | place                    | accounts |
      | pod-refuses        | the making of an account | 0        |
      | session-expired    | the making of an account | 1        |
      | ironic-node-locked | every order to Ironic    | 1        |
      | ironic-busy        | the making of a port     | 1        |
      | ironic-busy        | the setting of a trait   | 1        |
      | ironic-busy        | every order to Ironic    | 1        |
      | answer-lost        | the setting of a trait   | 1        |
      | answer-lost        | the order to manage      | 1        |
      | answer-lost        | the order to inspect     | 1        |
      | answer-lost        | the order to provide     | 1        |

  Scenario Outline: What failed is taken back although that meets something, too
    Given ironic-verification-fails strikes a step of verification
    And <fault> strikes <place>
    When the operator wants "db-1" registered
    Then it fails with 502 on the side of the "ironic", at "manage"
    And every fault struck
    When all faults are healed
    Then nothing is left of the registration of "db-1"
    When the operator wants the same again
    Then it works
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault                | place                    |
      | connection-dropped   | the removal from Ironic  |
      | answer-lost          | the removal from Ironic  |
      | ironic-busy          | the removal from Ironic  |
      | ironic-database-lost | the removal from Ironic  |
      | ironic-node-locked   | the removal from Ironic  |
      | ironic-dark          | the removal from Ironic  |
      | connection-dropped   | the removal of an account |
      | answer-lost          | the removal of an account |
      | error-page           | the removal of an account |
      | pod-busy             | the removal of an account |

  Scenario Outline: What cannot be taken back waits for a person, and is taken back when he has it tried again
    Given ironic-verification-fails strikes a step of verification
    And <fault> strikes <place>
    When the operator wants "db-1" registered
    Then it fails with 502 on the side of the "ironic", at "manage"
    And the registration needs attention
    And the pod has 1 account that is for Ironic alone
    When all faults are healed
    And the operator has the registration tried again
    Then nothing is left of the registration of "db-1"
    When the operator wants the same again
    Then it works
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | fault                    | place                     |
      | ironic-node-stays-locked | the removal from Ironic   |
      | pod-broken               | the removal of an account |

  Scenario: What hangs in Ironic is not torn away from it, and can be registered again when it has ended
    Given ironic-verification-hangs strikes a step of inspection
    When the operator wants "db-1" registered, inspected and provided
    Then it fails with 504 on the side of the "ironic", at "inspect"
    And the registration needs attention
    And node "db-1" is Assembled in the rack
    When all faults are healed
    And Ironic has done with "db-1"
    And the operator has the registration tried again
    Then nothing is left of the registration of "db-1"
    When the operator wants the same again
    Then it works
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

  Scenario: Ironic has another node of this name
    Given somebody has enrolled "db-1" in Ironic
    When the operator wants "db-1" registered
    Then it fails with 409 on the side of the "ironic", at "enroll"
    And the pod has 0 accounts that are for Ironic alone
    And node "db-1" is Assembled in the rack
    And Ironic has 1 node
    When somebody deletes "db-1" in Ironic itself
    Then nothing is left of the registration of "db-1"
    When the operator wants the same again
    Then it works

  Scenario: Ironic has a port with an address of this node
    Given somebody has enrolled "other" in Ironic, with a port that has an address of "db-1"
    When the operator wants "db-1" registered
    Then it fails with 409 on the side of the "ironic", at "create a port"
    And Ironic has 1 node
    When somebody deletes "other" in Ironic itself
    Then nothing is left of the registration of "db-1"
    When the operator wants the same again
    Then it works
