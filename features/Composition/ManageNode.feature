Feature: Taking on a node that exists already
  Somebody composed a node in the pod by other means; Valence takes it on.

  Scenario: A node of the pod is managed
    Given a rack with 2 free systems
    And somebody composed "by-hand" in the pod itself
    When the operator manages that node
    Then it is done
    And Valence lists node "by-hand"

  Scenario: A node is managed once
    Given a rack with 2 free systems
    And somebody composed "by-hand" in the pod itself
    When the operator manages that node
    And the operator manages that node
    Then it is refused with 409, because "managed"

  Scenario: What the pod does not have cannot be managed
    Given a rack with 2 free systems
    When the operator manages node "77" of the pod
    Then it is refused with 404, because "77"
