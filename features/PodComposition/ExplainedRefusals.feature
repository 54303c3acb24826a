@needs-simulator
Feature: Refusals that explain themselves
  Who cannot be served is told where it failed, filter by filter, and what could be had instead.

  Background:
    Given the demo rack

  Scenario: A refusal counts what each requirement left and names the nearest request
    When a client allocates "big" with
      """
      { "TotalSystemMemoryMiB": 500000 }
      """
    Then the pod answers 409
    And the pod says "available: 16 -> online systems: 16 -> status: 16"
    And the pod says "393216"

  Scenario: An explanation takes nothing
    When somebody asks what would become of
      """
      { "TotalSystemCoreCount": 32, "LocalDrives": [ { "FabricSwitch": true } ] }
      """
    Then it would get system "r1-d2-s1" and devices "r1-d3-nvme-1"
    And 0 parts are held

  Scenario: An explanation tells who dropped out and why
    When a client allocates "taken" with
      """
      { "Memory": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/r1-d1-s2" } } ] }
      """
    And somebody asks what would become of
      """
      { "Memory": [ { "CapacityMiB": 500000 } ] }
      """
    Then "r1-d1-s2" drops out at "online systems", because it "is held by node 1 (taken)"
    And it would be refused, and the nearest request has "393216"

  Scenario: A composition of blocks that cannot be says so for every block
    When a client composes system "web-1" from "r1-d1-s1, r1-d1-s2, nowhere"
    Then the pod answers 400
    And the pod says "ResourceBlockNotFound"
    And the pod says "exactly 1 blocks of type Compute"

  Scenario: A described system is explained filter by filter
    When somebody asks what would become of
      """
      { "Name": "big", "Processors": { "Members": [ { "ProcessorType": "CPU", "TotalCores": 100 } ] } }
      """
    Then in stanza 1 "r1-d1-s1" drops out at "processors", because it "8 cores"
    And stanza 1 cannot be done, and the nearest request has "#/Processors/Members/0/TotalCores 28 instead of 100"
    When a client composes what it describes
      """
      { "Name": "big", "Processors": { "Members": [ { "ProcessorType": "CPU", "TotalCores": 100 } ] } }
      """
    Then the pod answers 409
    And the pod says "#/Processors/Members/0/TotalCores 28 instead of 100; that would succeed now"

  Scenario: Named blocks are explained rule by rule, with what to name instead
    When a client composes system "web-1" from "r1-d1-s1, r1-d3-nvme-1"
    And somebody asks what would become of
      """
      { "Name": "web-2", "Links": { "ResourceBlocks": [ { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r1-d1-s2" },
        { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r1-d3-nvme-1" } ] } }
      """
    Then in stanza 1 "r1-d3-nvme-1" drops out at "free", because it "is held by node 1 (web-1)"
    And stanza 1 cannot be done, and the nearest request has "r1-d3-nvme-2 instead of r1-d3-nvme-1"
    When a client composes system "web-2" from "r1-d1-s2, r1-d3-nvme-1"
    Then the pod answers 409
    And the pod says "Name r1-d3-nvme-2 instead of r1-d3-nvme-1; the request would then succeed."

  Scenario: Blocks of two zones are told which zone stands in the way
    When somebody asks what would become of
      """
      { "Name": "web-1", "Links": { "ResourceBlocks": [ { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r1-d1-s1" },
        { "@odata.id": "/redfish/v1/CompositionService/ResourceBlocks/r2-d1-s1" } ] } }
      """
    Then in stanza 1 "r1" drops out at "zones of all of them", because it "has not r2-d1-s1"

  Scenario: A manifest is explained stanza by stanza and takes nothing
    When somebody asks what would become of
      """
      { "Stanzas": [
        { "StanzaId": "1", "StanzaType": "ComposeSystem", "Request": { "Name": "web-1", "Memory": { "Members": [ { "CapacityMiB": 65536, "MemoryDeviceType": "DDR5" } ] } } } ] }
      """
    Then it can be done with blocks "r1-d1-s1, r2-d5-memory-1"
    And 0 parts are held
