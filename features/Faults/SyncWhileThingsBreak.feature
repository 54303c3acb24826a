@needs-faults
Feature: Syncing while things break
  A sync tells what failed and forgets nothing; the next one works.

  Background:
    Given a rack with 1 free system and 2 pooled drives
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a composed node "db-1" from flavor "database"
    When the operator syncs the devices

  Scenario Outline: A sync rides it out
    Given <fault> strikes <place>
    When the operator syncs the devices
    Then the sync of every pod is a SUCCESS
    And every fault struck
    And Valence lists 1 free and 1 allocated devices

    Examples:
      | fault              | place                     |
      | connection-dropped | the list of chassis       |
      | half-an-answer     | every look at the nodes   |
      | pod-busy           | every look at the chassis |
      | session-expired    | every look at the chassis |
      | pod-slow           | every request to the pod  |

  Scenario Outline: A sync that fails forgets nothing
    Given <fault> strikes <place>
    When the operator syncs the devices
    Then the sync fails, because "<reason>"
    And the sync fails, because "read the pooled drives"
    And every fault struck
    And Valence lists 1 free and 1 allocated devices
    When all faults are healed
    And the operator syncs the devices
    Then the sync of every pod is a SUCCESS
    And Valence lists 1 free and 1 allocated devices

    Examples:
      | fault           | place                     | reason               |
      | pod-dark        | the list of chassis       | gave no answer       |
      | not-json        | every look at the chassis | is not JSON          |
      | error-page      | the list of nodes         | answered 502         |
      | members-missing | the list of chassis       | 'Members' is missing |
      | members-missing | the list of nodes         | 'Members' is missing |
