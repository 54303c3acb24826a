@needs-simulator
Feature: What disagrees is found and offered
  Pods, Ironic and Valence can come to disagree: a backup is restored, somebody works behind Valence's back. Valence finds it in all directions
  and offers what can be done; it does nothing by itself, and never frees what it did not make.

  Background:
    Given a rack with 2 free systems and 1 pooled drive
    And a flavor "small" with 4 cores and 8192 MiB

  Scenario: All agree
    Given a composed node "web-1" from flavor "small"
    And node "web-1" is registered in Ironic
    Then Valence finds nothing that disagrees

  Scenario: A node that Valence made and forgot is given back
    Given the pod has a node "lost" that Valence made and forgot
    Then Valence finds a node-without-row and offers to "adopt, free"
    When the operator takes up the offer to free the node-without-row
    Then the rack shows no composed node
    And Valence finds nothing that disagrees

  Scenario: A node that Valence made and forgot is taken on again
    Given the pod has a node "lost" that Valence made and forgot
    When the operator takes up the offer to adopt the node-without-row
    Then Valence lists 1 node
    And Valence finds nothing that disagrees

  Scenario: A node that somebody else made is never freed
    Given somebody composed "theirs" in the pod itself
    Then Valence finds a foreign-node and offers to "adopt"
    When the operator takes up the offer to adopt the foreign-node
    Then Valence lists 1 node
    And Valence finds nothing that disagrees

  Scenario: A node that is gone from its pod is forgotten
    Given a composed node "web-1" from flavor "small"
    When somebody releases node "web-1" in the pod itself
    Then Valence finds a row-without-node and offers to "forget"
    When the operator takes up the offer to forget the row-without-node
    Then Valence lists no nodes
    And Valence finds nothing that disagrees

  Scenario: A registration that Ironic lost is forgotten
    Given a composed node "web-1" from flavor "small"
    And node "web-1" is registered in Ironic
    When somebody deletes "web-1" in Ironic itself
    Then Valence finds a row-without-ironic-node and offers to "forget"
    When the operator takes up the offer to forget the row-without-ironic-node
    Then Valence finds nothing that disagrees
    When the operator registers "web-1" in Ironic
    Then the registration is done

  Scenario: An Ironic node that belongs to no node is taken out
    When somebody enrolls "stray" in Ironic with the mark of a node that Valence does not have
    Then Valence finds a ironic-node-without-row and offers to "forget"
    When the operator takes up the offer to forget the ironic-node-without-row
    Then Ironic has no node "stray"
    And Valence finds nothing that disagrees

  Scenario: An account that was made for a node which Valence does not know is removed
    Given the pod has the account "vl-0f3a5c7e9b1d"
    Then Valence finds a account-without-registration and offers to "remove"
    When the operator takes up the offer to remove the account-without-registration
    Then the pod has 0 accounts that are for Ironic alone
    And Valence finds nothing that disagrees

  Scenario: An account of a node that is not registered is removed
    Given a composed node "web-1" from flavor "small"
    And the pod has an account as Ironic gets one for "web-1"
    Then Valence finds a account-without-registration and offers to "remove"
    When the operator takes up the offer to remove the account-without-registration
    Then the pod has 0 accounts that are for Ironic alone
    And Valence finds nothing that disagrees

  Scenario: Other accounts at the pod are nobody's business
    Given the pod has the account "vl-operators"
    And the pod has the account "backup"
    Then Valence finds nothing that disagrees
