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
