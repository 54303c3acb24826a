@destructive
Feature: Clients that ask in parts, twice, or first what would be
  None of it is known to the old service; nothing of it changes what an old client sees.

  Background:
    Given a rack with 2 free systems and 3 pooled drives
    And a flavor "small" with 4 cores and 8192 MiB

  Scenario: A request that is sent twice with one key composes one node
    When the client sends "POST /v1/nodes" with the header "Idempotency-Key: k-1" and the body
      """
      { "name": "web-1", "flavor_id": "{flavor}" }
      """
    Then the answer is 200
    When the client sends "POST /v1/nodes" with the header "Idempotency-Key: k-1" and the body
      """
      { "name": "web-1", "flavor_id": "{flavor}" }
      """
    Then the answer is 200
    And the answer has the header "Idempotency-Replayed: true"
    And 1 system is free
    When the client sends "POST /v1/nodes" with the header "Idempotency-Key: k-1" and the body
      """
      { "name": "web-2", "flavor_id": "{flavor}" }
      """
    Then the answer is 422
    And 1 system is free

  Scenario: A composition is explained and nothing is composed
    When the client sends "POST /v1/explain" with the body
      """
      { "name": "web-1", "flavor_id": "{flavor}" }
      """
    Then the answer is 200
    And "would_compose" of the answer is "true"
    And 2 systems are free
    When the client sends "POST /v1/explain" with the body
      """
      { "name": "web-1", "properties": { "processor": { "total_cores": 999 } } }
      """
    Then "would_compose" of the answer is "false"

  Scenario: A list is read page by page
    Given a flavor "large" with 8 cores and 8192 MiB
    When the client sends "GET /v1/flavors?limit=1&sort_key=name"
    Then the answer is a bare list of 1
    When the client follows the link to the next page
    Then the answer is a bare list of 1
    And the answer has no header "Link"

  Scenario: A flavor that somebody else has changed is not changed by accident
    When the client sends "GET /v1/flavors/{flavor}"
    And the client sends "GET /v1/flavors/{flavor}" again with the tag it was given
    Then the answer is 304
    When the client sends "DELETE /v1/flavors/{flavor}" with the header 'If-Match: "stale"'
    Then the answer is 412

  Scenario: The service says how it is
    When the client sends "GET /v1/health"
    Then the answer is 200
    And "status" of the answer is "ok"
    And "database" of the answer is "ok"

  Scenario: The drives of a node are told, and which of them are pooled
    Given a flavor "database" with 4 cores, 8192 MiB and 1 pooled drive
    And a composed node "db-1" from flavor "database"
    When the client sends "POST /v1/devices/sync"
    And the client sends "GET /v1/nodes/{node}/storages?pooled=true"
    Then the answer is a bare list of 1
    When the client sends "GET /v1/storages?allocate_status=allocated"
    Then the answer is a bare list of 1
