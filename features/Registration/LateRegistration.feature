@needs-faults
Feature: Registering and unregistering when answers come too late
  A request that is not answered in time is given up; whether it was carried out is found out, and what it made is taken back.

  Background:
    Given Valence gives up a piece of work after 2 minutes
    And Valence gives up silent requests by the clock of the lab
    And a rack with 1 free system and 1 pooled drive
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a composed node "db-1" from flavor "database"

  Scenario Outline: A registration is given up
    Given answer-too-late strikes <place>
    When the operator wants "db-1" registered, inspected and provided
    Then it fails with 504 on the side of the "<side>", at "<stage>"
    And every fault struck
    When all faults are healed
    Then nothing is left of the registration of "db-1"
    When the operator wants the same again
    Then it works
    When the operator releases whatever is left
    Then nothing is left, neither in the rack nor in Valence nor in Ironic

    Examples:
      | place                       | side        | stage           |
      | the making of an account    | pod manager | make an account |
      | the enrolment               | ironic      | enroll          |
      | the making of a port        | ironic      | create a port   |
      | the setting of a trait      | ironic      | set traits      |
      | the order to manage         | ironic      | manage          |
      | the order to inspect        | ironic      | inspect         |
      | the order to provide        | ironic      | provide         |

  Scenario Outline: A node that was not given up in time is given up by a second try
    Given node "db-1" is registered in Ironic
    And answer-too-late strikes <place>
    When the operator wants "db-1" unregistered
    Then it fails with 504 on the side of the "<side>", at "<stage>"
    And every fault struck
    And node "db-1" is Assembled in the rack
    When all faults are healed
    And the operator wants the same again
    Then it works
    And nothing is left of the registration of "db-1"

    Examples:
      | place                     | side        | stage             |
      | the removal from Ironic   | ironic      | unregister        |
      | the removal of an account | pod manager | remove an account |
