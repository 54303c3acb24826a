@needs-faults
Feature: Taking a node out of Ironic in whatever state it is
  A node in which something failed is let go of; one that somebody uses is not. What could not be done is done by the next try.

  Background:
    Given Valence gives up a piece of work after 2 minutes
    And a rack with 1 free system
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "web-1" from flavor "small"
    And node "web-1" is registered in Ironic

  Scenario Outline: What failed in Ironic is taken out
    Given ironic-verification-fails strikes <place>
    When somebody tells Ironic to <verb> "web-1"
    Then Ironic shows "web-1" in "<state>"
    When the operator wants "web-1" <given up>
    Then it works
    And Ironic does not know "web-1"
    And the pod has 0 accounts that are for Ironic alone

    Examples:
      | place                | verb    | state          | given up     |
      | a step of inspection | inspect | inspect failed | unregistered |
      | a step of inspection | inspect | inspect failed | released     |
      | a step of cleaning   | provide | clean failed   | unregistered |
      | a step of cleaning   | provide | clean failed   | released     |

  Scenario Outline: What a failed deployment left is undeployed and taken out
    Given ironic-verification-fails strikes a step of deployment
    And somebody has tried to deploy "web-1"
    Then Ironic shows "web-1" in "deploy failed"
    When the operator wants "web-1" <given up>
    Then it works
    And Ironic does not know "web-1"
    And the pod has 0 accounts that are for Ironic alone

    Examples:
      | given up     |
      | unregistered |
      | released     |

  Scenario: A node that cannot be undeployed keeps its hardware, and is taken out by a second try
    Given somebody has deployed "web-1"
    And ironic-verification-fails strikes a step of undeployment
    When the operator unregisters "web-1" and has it undeployed
    Then the registration fails with 502, because "Ironic could not undeploy the node"
    And node "web-1" is Assembled in the rack
    And the pod has 1 account that is for Ironic alone
    When all faults are healed
    And the operator unregisters "web-1" and has it undeployed
    Then the registration is done
    And nothing is left of the registration of "web-1"

  Scenario: A node in maintenance is taken out
    Given somebody has put "web-1" into maintenance in Ironic
    When the operator wants "web-1" unregistered
    Then it works
    And nothing is left of the registration of "web-1"

  Scenario: What hangs in Ironic is waited for, then told, and taken out when it has ended
    Given ironic-verification-hangs strikes a step of cleaning
    When somebody tells Ironic to provide "web-1"
    And the operator wants "web-1" unregistered
    Then it fails with 504 on the side of the "ironic", at "unregister"
    And node "web-1" is Assembled in the rack
    When all faults are healed
    And the operator wants the same again
    Then it works
    And nothing is left of the registration of "web-1"

  Scenario Outline: A node whose maintenance was not ordered is taken out by a second try
    Given ironic-verification-fails strikes a step of cleaning
    When somebody tells Ironic to provide "web-1"
    Then Ironic shows "web-1" in "clean failed"
    Given <fault> strikes the order of maintenance
    When the operator wants "web-1" unregistered
    Then it fails with <status> on the side of the "ironic", at "unregister"
    When all faults are healed
    And the operator wants the same again
    Then it works
    And nothing is left of the registration of "web-1"

    Examples:
      | fault                    | status |
      | connection-dropped       | 503    |
      | answer-lost              | 503    |
      | ironic-dark              | 503    |
      | ironic-database-lost     | 502    |
      | ironic-node-stays-locked | 409    |

  Scenario Outline: An account that could not be removed is known, offered, and removed later
    Given <fault> strikes the removal of an account
    When the operator wants "web-1" <given up>
    Then it fails with <status> on the side of the "pod manager", at "remove an account"
    And every fault struck
    And Ironic does not know "web-1"
    And node "web-1" is Assembled in the rack
    When all faults are healed
    Then the pod has 1 account that is for Ironic alone
    And Valence finds a row-without-ironic-node and offers to "forget"
    When the operator takes up the offer to forget the row-without-ironic-node
    Then nothing is left of the registration of "web-1"

    Examples:
      | given up     | fault              | status |
      | unregistered | connection-dropped | 503    |
      | unregistered | pod-dark           | 503    |
      | unregistered | error-page         | 502    |
      | released     | connection-dropped | 503    |
      | released     | pod-dark           | 503    |

  Scenario: A removal of the account whose answer is lost is done by a second try
    Given answer-lost strikes the removal of an account
    When the operator wants "web-1" unregistered
    Then it fails with 503 on the side of the "pod manager", at "remove an account"
    When the operator wants the same again
    Then it works
    And nothing is left of the registration of "web-1"

  Scenario Outline: Other troubles of a removal
    Given <fault> strikes the removal from Ironic
    When the operator wants "web-1" unregistered
    Then it fails with <status> on the side of the "ironic", at "unregister"
    And the pod has 1 account that is for Ironic alone
    When all faults are healed
    And the operator wants the same again
    Then it works
    And nothing is left of the registration of "web-1"

    Examples:
      | fault                    | status |
      | ironic-refuses           | 400    |
      | ironic-forbids           | 502    |
      | ironic-database-lost     | 502    |
      | ironic-node-stays-locked | 409    |
