@destructive
Feature: Clients of the old service keep working
  python-valenceclient, scripts and the web page of old depend on the form of requests and answers.
  What they send is taken as they send it; what they show is where they look for it.

  Background:
    Given a rack with 2 free systems and 3 pooled drives
    And a flavor "small" with 4 cores and 8192 MiB

  Scenario Outline: Lists are bare arrays, and an empty object as the body of a read is tolerated
    When the client sends "GET <path>" with the body
      """
      {}
      """
    Then the answer is a bare list of <count>
    And the answer has no header "Link"

    Examples:
      | path              | count |
      | /v1/pod_managers  | 1     |
      | /v1/pod_managers/ | 1     |
      | /v1/flavors       | 1     |
      | /v1/flavors/      | 1     |
      | /v1/nodes         | 0     |
      | /v1/devices       | 0     |
      | /v1/storages      | 0     |

  Scenario: The command line lists, registers, shows and deletes pod managers
    When the client sends "GET /v1/pod_managers" with the body
      """
      {}
      """
    Then the answer has "uuid, name, url, driver, status, created_at, updated_at"
    When the client sends "POST /v1/pod_managers" with the body
      """
      { "name": "pod-z", "url": "http://127.0.0.1:1", "driver": "redfishv1",
        "authentication": [ { "type": "basic", "auth_items": { "username": "u", "password": "p" } } ] }
      """
    Then the answer is 200
    And "name" of the answer is "pod-z"
    And "driver" of the answer is "redfishv1"
    And "status" of the answer is "Offline"
    When the client sends "GET /v1/pod_managers/{pod}" with the body
      """
      {}
      """
    Then the answer has "uuid, name, url, driver, status, created_at, updated_at"
    When the client sends "DELETE /v1/pod_managers/{pod}" with the body
      """
      {}
      """
    Then the answer is 200
    And "detail" of the answer is "DELETED"
    And "code" of the answer is ""

  Scenario: A flavor with numbers as strings is kept as it was sent
    When the client sends "POST /v1/flavors" with the body
      """
      { "name": "old", "properties": { "memory": { "capacity_mib": "8192", "type": "DDR4" },
        "processor": { "total_cores": "8", "model": "Xeon" }, "pci_device": { "type": [ "SSD", "NIC" ] } } }
      """
    Then the answer is 200
    And the answer has "uuid, name, properties, created_at, updated_at"
    When the client sends "PATCH /v1/flavors/{flavor}" with the body
      """
      { "name": "renamed", "properties": { "memory": { "capacity_mib": 4096 } } }
      """
    Then the answer is 200
    And "name" of the answer is "renamed"
    When the client sends "DELETE /v1/flavors/{flavor}/" with the body
      """
      {}
      """
    Then the answer is 200
    And "code" of the answer is "DELETED"

  @needs-simulator
  Scenario Outline: The pod is named in the body of a read or in the query
    When the client sends "GET <path>" with the body
      """
      <body>
      """
    Then the answer is a bare list of <count>
    And the answer has "<keys>"

    Examples:
      | path                                         | body                                      | count | keys                            |
      | /v1/systems                                  | { "podm_id": "{pod}" }                    | 2     | id, uuid, Name, cpu, ram, storage, network, location |
      | /v1/systems?ram=1                            | { "podm_id": "{pod}" }                    | 2     | id                              |
      | /v1/systems?podm_id={pod}                    | {}                                        | 2     | id                              |
      | /v1/racks                                    | { "podm_id": "{pod}", "show_detail": false } | 1  | id, name, systems               |
      | /v1/racks                                    | { "podm_id": "{pod}", "show_detail": true }  | 1  | id, name, systems, manufacturer, model |
      | /v1/racks?podm_id={pod}&show_detail=true     | {}                                        | 1     | manufacturer                    |

  Scenario: A node is composed, shown, acted on and deleted by a client that waits
    When the client sends "POST /v1/nodes" with the body
      """
      { "name": "old-1", "podm_id": "{pod}", "properties": { "processor": { "total_cores": "4" }, "memory": { "capacity_mib": "8192" } } }
      """
    Then the answer is 200
    And the answer has "uuid, name, index, resource_uri"
    And the answer has no header "Location"
    When the client sends "GET /v1/nodes" with the body
      """
      {}
      """
    Then the answer is a bare list of 1
    And the answer has "uuid, name, podm_id, index, resource_uri"
    When the client sends "GET /v1/nodes/{node}" with the body
      """
      {}
      """
    Then the answer has "uuid, podm_id, created_at, updated_at, name, index, resource_uri, metadata, node_power_state, target_boot_source"
    When the client sends "POST /v1/nodes/{node}/action" with the body
      """
      { "Reset": { "Type": "On" } }
      """
    Then the answer is 204
    And the answer has no body
    When the client sends "POST /v1/nodes/{node}/action" with the body
      """
      { "Boot": { "Enabled": "Once", "Target": "Pxe" } }
      """
    Then the answer is 204
    When the client sends "POST /v1/devices/sync" with the body
      """
      {}
      """
    Then the answer has "podm_id, status"
    When the client sends "POST /v1/nodes/{node}/action" with the body
      """
      { "attach": { "resource_id": "{device}" } }
      """
    Then the answer is 204
    When the client sends "POST /v1/nodes/{node}/action" with the body
      """
      { "detach": { "resource_id": "{device}" } }
      """
    Then the answer is 204
    When the client sends "GET /v1/devices/{device}" with the body
      """
      {}
      """
    Then "state" of the answer is "free"
    And the answer has "uuid, podm_id, type, state, node_id, resource_uri, pooled_group_id, properties, extra, created_at, updated_at"
    When the client sends "DELETE /v1/nodes/{node}" with the body
      """
      {}
      """
    Then the answer is 200
    And "code" of the answer is "DELETED"
    And 2 systems are free

  Scenario Outline: HEAD is answered like GET, and OPTIONS with nothing but the methods
    When the client sends "HEAD <path>"
    Then the answer is 200
    And the answer has no body
    When the client sends "OPTIONS <path>"
    Then the answer is 200
    And the answer has no body
    And the answer has the header "Allow: <allow>"

    Examples:
      | path                  | allow                    |
      | /                     | GET, HEAD                |
      | /v1                   | GET, HEAD                |
      | /v1/                  | GET, HEAD                |
      | /v1/pod_managers      | GET, HEAD, POST          |
      | /v1/pod_managers/{pod} | DELETE, GET, HEAD, PATCH |
      | /v1/flavors/          | GET, HEAD, POST          |
      | /v1/nodes             | GET, HEAD, POST          |

  Scenario Outline: Every refusal is a JSON object with a detail, under its true status
    When the client sends "<request>" with the body
      """
      <body>
      """
    Then the answer is <status>
    And it is an error whose detail names "<named>"

    Examples:
      | request                    | body                                            | status | named          |
      | GET /v1/nodes/none         | {}                                              | 404    | none           |
      | GET /v1/flavors/none       | {}                                              | 404    | none           |
      | GET /v1/pod_managers/none  | {}                                              | 404    | none           |
      | DELETE /v1/nodes/none      | {}                                              | 404    | none           |
      | GET /v1/nodes/manage       | {}                                              | 404    | manage         |
      | GET /v1/devices/sync       | {}                                              | 404    | sync           |
      | GET /v1/nothing            | {}                                              | 404    | /v1/nothing    |
      | PUT /v1/flavors            | {}                                              | 405    | PUT            |
      | PATCH /v1/nodes/none       | {}                                              | 405    | PATCH          |
      | POST /v1/flavors           | {"name":                                        | 400    | JSON           |
      | POST /v1/flavors           | [1]                                             | 400    | object         |
      | PATCH /v1/flavors/{flavor} | []                                              | 400    | object         |
      | PATCH /v1/flavors/{flavor} | { "colour": "red" }                             | 400    | colour         |
      | POST /v1/nodes             | { "name": "a", "flavor_id": "{flavor}", "properties": {} } | 400 | flavor_id |
      | POST /v1/nodes             | { "name": "a", "flavor_id": "none" }            | 404    | none           |
      | POST /v1/nodes             | { "name": "a", "podm_id": "none" }              | 404    | none           |
      | POST /v1/nodes/manage      | {}                                              | 400    | node_index     |
      | POST /v1/nodes/none/register | {}                                            | 404    | none           |
      | POST /v1/nodes/x/action    | { "Reset": { "Type": "Sideways" } }             | 400    | Sideways       |
      | GET /v1/systems            | {}                                              | 400    | podm_id        |
      | GET /v1/racks              | {}                                              | 400    | podm_id        |
      | GET /v1/systems            | { "podm_id": "none" }                           | 404    | none           |
      | GET /v1/nodes?colour=red   | {}                                              | 400    | colour         |
      | GET /v1/storages/none      | {}                                              | 404    | none           |
      | GET /Nodes/1               | {}                                              | 501    | pass-through   |

  Scenario: An unknown pod manager of a sync is told as failed, not as an error
    When the client sends "POST /v1/devices/sync" with the body
      """
      { "podm_id": "none" }
      """
    Then the answer is a bare list of 1
    And the answer has "podm_id, status"
