Feature: Watching operations
  Every call that touches hardware is an operation with recorded steps, so that a person can see how far it is and what was undone.

  Background:
    Given a rack with 1 free system
    And a flavor "small" with 4 cores and 8192 MiB

  Scenario: Composing leaves a record of its steps
    When the operator composes "web-1" from flavor "small"
    Then the last operation is a "compose" that succeeded
    And its steps are
      | step      | state     |
      | reserve   | succeeded |
      | allocate  | succeeded |
      | assemble  | succeeded |
      | inventory | succeeded |
      | record    | succeeded |

  @needs-faults
  Scenario: A failure shows what was undone
    Given assembly fails at step "configure-system"
    When the operator composes "web-1" from flavor "small"
    Then the last operation is a "compose" that failed
    And its step "allocate" is reverted
    And its step "assemble" is failed

  Scenario: A client that does not want to wait follows the operation
    When the operator asks to compose "web-1" from flavor "small" without waiting
    Then it is accepted with the address of its operation
    And the operation succeeds
    And Valence lists node "web-1"
