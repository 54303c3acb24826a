Feature: Checking a service against the standard
  Whoever has a Redfish service can have it walked and judged: bodies by the standard's schemas, links from both ends, headers,
  errors, login. The pod of this project must stand it, at rest and at work.

  @needs-simulator
  Scenario: A rack at rest keeps to the standard
    Given a rack with 2 free systems and 2 pooled drives
    When the pod is checked against the standard
    Then nothing is found
    And all bodies were judged by the schemas of the standard

  @needs-simulator
  Scenario: A rack at work keeps to the standard
    Given a rack with 4 free systems and 3 pooled drives
    And a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "db-1" from flavor "database"
    And a composed node "db-2" from flavor "database"
    And a composed node "web-1" from flavor "small"
    When the operator powers node "db-1" on
    Then the rack shows the system of "db-1" On
    When time stands still
    And the operator powers node "web-1" on
    And the operator asks to compose "web-2" from flavor "small" without waiting
    And the pod is checked against the standard
    Then the rack shows the system of "web-1" PoweringOn
    And nothing is found
    And all bodies were judged by the schemas of the standard

  Scenario: A service that breaks the standard is found out
    Given a small Redfish service with these defects
      | document               | property            | value                      |
      | /redfish/v1/Systems    | Members@odata.count | 7                          |
      | /redfish/v1/Systems/s1 | @odata.id           | "/redfish/v1/Systems/s2"   |
      | /redfish/v1/Systems/s1 | UUID                | "none"                     |
      | /redfish/v1/Managers/m1 | DateTime           | "yesterday"                |
      | /redfish/v1/Chassis/c1 | Links               | { "Related": [ { "@odata.id": "/redfish/v1/Nowhere" } ] } |
    When that service is checked against the standard
    Then these are found
      | check         | uri                     |
      | counts        | /redfish/v1/Systems     |
      | odata-id      | /redfish/v1/Systems/s1  |
      | uuids         | /redfish/v1/Systems/s1  |
      | times         | /redfish/v1/Managers/m1 |
      | links-resolve | /redfish/v1/Chassis/c1  |
