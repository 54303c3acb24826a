@sample
Feature: A sample through NUnit

  Background:
    Given an empty shelf

  Scenario: Things are put on it
    When I put 2 {things} on it
    Then it holds 2

  Scenario: Things are put on it
    When I put 3 {things} on it
    Then it holds 3

  @row-tags
  Scenario Outline: Rows with <count>
    When I put <count> {things} on it
    Then it holds <count>

    Examples:
      | count |
      | 0     |
      | 7     |

  @ignore
  Scenario: Not yet
    Shelves cannot fly.

    Then it flies
