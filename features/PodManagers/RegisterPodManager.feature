Feature: Registering a pod manager

  Scenario: A pod manager is registered and found online
    Given a rack that Valence does not know yet
    When the operator registers the pod manager "pod-a"
    Then the pod manager is Online
    And its password is not shown
