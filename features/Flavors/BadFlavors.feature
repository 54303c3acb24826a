Feature: Refusing flavors that make no sense
  A flavor with several faults is refused with all of them, so that it is mended in one go.

  Scenario: Every fault of a flavor is told
    Given a rack that Valence does not know yet
    When the operator sends the flavor
      """
      { "properties": { "memory": { "capacity_mib": true }, "cpu": 4 } }
      """
    Then the flavor is refused with 400
    And the refusal names "name"
    And the refusal names "capacity_mib"
    And the refusal names "cpu"

  Scenario: Numbers are taken as numbers and as text
    Given a rack that Valence does not know yet
    When the operator sends the flavor
      """
      { "name": "old", "properties": { "memory": { "capacity_mib": "8192" }, "processor": { "total_cores": 4 } } }
      """
    Then the flavor is taken
