@needs-simulator
Feature: An instance finds another pod
  When the machine of one pod comes to nothing, what was done is undone and the next pod is asked.

  Scenario: A pod that cannot assemble loses the instance to one that can
    Given these pods
      | name | kind    | small |
      | a    | rsd-2.1 | 1     |
      | b    | rsd-2.4 | 1     |
    And a flavor "small" with 4 cores and 8192 MiB
    And assembling fails in pod a
    When the operator creates instance "db" from flavor "small"
    Then the instance is as wanted
    And it took 2 attempts to make instance "db"
    And the machine of instance "db" is composed
    And pod a has 0 nodes
    And pod b has 1 node
    When the operator deletes instance "db"
    Then the instance is as wanted
    And pod b has 0 nodes
