Feature: Power and boot of a composed node
  Power takes time; the states in between are seen.

  Background:
    Given a rack with 1 free system
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "web-1" from flavor "small"

  @needs-clock
  Scenario: Powering on takes time
    Given time stands still
    When the operator powers node "web-1" on
    Then the rack shows the system of "web-1" PoweringOn
    When 7 seconds pass
    Then the rack shows the system of "web-1" PoweringOn
    When 1 second passes
    Then the rack shows the system of "web-1" On

  @destructive
  Scenario: Boot once is used up by the boot
    When the operator lets node "web-1" boot once from Pxe
    Then the system of "web-1" boots from Pxe
    When the operator powers node "web-1" on
    Then the rack shows the system of "web-1" On
    And the system of "web-1" boots from None

  @needs-faults
  Scenario: A node that loses its system fails and comes back
    When r1-d1-s1 breaks
    Then node "web-1" is Failed in the rack
    When r1-d1-s1 is repaired
    Then node "web-1" is Assembled in the rack
