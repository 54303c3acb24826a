@needs-faults
Feature: A network that loses, cuts and delays
  Requests and answers are lost by chance, all the time. What works and what fails is not foreseen; that nothing is lost or held twice is, and that
  everything can be given back when the network is good again.

  Scenario: Nodes are composed, registered and released over a bad network
    Given a rack with 2 free systems and 4 pooled drives
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a composed node "db-1" from flavor "database"
    When the operator syncs the devices
    Given a network as in the example "bad-network"
    When the operator wants "db-1" registered
    And the operator wants "db-2" composed from flavor "database"
    And the operator wants a free drive attached to "db-1"
    And the operator wants "db-1" released
    Then some fault struck
    And Valence lists the owner of every node in the rack
    When all faults are healed
    And the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic
