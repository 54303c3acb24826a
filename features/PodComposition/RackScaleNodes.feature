@needs-simulator
Feature: Composed nodes of the pod manager
  A client of Intel Rack Scale Design describes a machine, gets one, adds to it and gives it back.

  Background:
    Given the demo rack

  Scenario Outline: What a request may ask for
    When a client allocates "node-1" with
      """
      <request>
      """
    Then the pod answers 201
    And node "node-1" is of system <system>

    Examples:
      | request                                                                                                  | system   |
      | {}                                                                                                       | r1-d1-s1 |
      | { "TotalSystemCoreCount": 20, "TotalSystemMemoryMiB": 65536 }                                            | r1-d2-s1 |
      | { "Processors": [ { "Model": "Intel(R) Xeon(R) Platinum 8180 CPU @ 2.50GHz", "TotalCores": 28 } ] }      | r2-d2-s1 |
      | { "Processors": [ { "Oem": { "Intel_RackScale": { "Brand": "Gold" } } } ] }                              | r1-d2-s1 |
      | { "Processors": [ { "ProcessorType": "FPGA" } ] }                                                        | r1-d1-s1 |
      | { "Memory": [ { "CapacityMiB": 32768, "MemoryDeviceType": "DDR4" } ] }                                   | r1-d1-s1 |
      | { "LocalDrives": [ { "Type": "HDD", "MinRPM": 7200, "CapacityGiB": 4000 } ] }                            | r2-d3-s1 |
      | { "LocalDrives": [ { "FabricSwitch": true, "CapacityGiB": 3000 } ] }                                     | r1-d1-s1 |
      | { "RemoteDrives": [ { "CapacityGiB": 100, "Protocol": "iSCSI" } ] }                                      | r1-d1-s1 |
      | { "EthernetInterfaces": [ { "SpeedMbps": 25000, "VLANs": [ { "VLANId": 120, "Tagged": true } ] } ] }     | r1-d2-s1 |
      | { "Security": { "TpmPresent": true, "TpmInterfaceType": "TPM1_2" } }                                     | r2-d3-s1 |
      | { "Security": { "TxtEnabled": true } }                                                                   | r2-d2-s1 |
      | { "SupportedPerformanceConfigurations": [ "StaticSpeedSelect" ] }                                        | r2-d2-s1 |
      | { "Memory": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/r2-d1" } } ] }                            | r2-d1-s1 |
      | { "Processors": [ { "Resource": { "@odata.id": "/redfish/v1/Systems/r2-d1-s2/Processors/cpu-1" } } ] }   | r2-d1-s2 |

  Scenario: A remote drive is made while the node is assembled, and goes with it
    When a client allocates "db-1" with
      """
      { "RemoteDrives": [ { "CapacityGiB": 100, "Protocol": "iSCSI" } ] }
      """
    And a client assembles "db-1"
    Then node "db-1" is Assembled
    And node "db-1" has the storage "/redfish/v1/StorageServices/r1-ss1/Volumes/1"
    When a client deletes node "db-1"
    Then the pod answers 204
    And there is no resource "StorageServices/r1-ss1/Volumes/1"

  Scenario: A pooled drive is attached to a running node and detached again
    When a client allocates "db-1"
    And a client assembles "db-1"
    Then node "db-1" is Assembled
    When a client attaches "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-5" to node "db-1"
    Then the pod answers 204
    And node "db-1" has the storage "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-5"
    And block r1-d3-nvme-5 is Composed
    When a client attaches "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-5" to node "db-1"
    Then the pod answers 409
    When a client detaches "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-5" from node "db-1"
    Then the pod answers 204
    And block r1-d3-nvme-5 is Unused

  Scenario: A node is deleted by force in whatever state it is
    When a client allocates "db-1"
    And a client deletes node "db-1" by force
    Then the pod answers 204
    And 0 parts are held

  Scenario Outline: What a request may not ask for
    When a client allocates "node-1" with
      """
      <request>
      """
    Then the pod answers <status>
    And the pod says "<text>"
    And 0 parts are held

    Examples:
      | request                                                                                            | status | text         |
      | { "Colour": "red" }                                                                                | 400    | Colour       |
      | { "Processors": [ { "TotalCores": -1 } ] }                                                         | 400    | TotalCores   |
      | { "RemoteDrives": [ { "CapacityGiB": 1, "Protocol": "iSCSI" }, { "CapacityGiB": 1 } ] }            | 400    | RemoteDrives |
      | { "EthernetInterfaces": [ { "VLANs": [ { "VLANId": 7 }, { "VLANId": 7 } ] } ] }                    | 400    | VLAN         |
      | { "Memory": [ { "Resource": { "@odata.id": "/redfish/v1/Systems/none/Memory/1" } } ] }             | 409    | Conflict during allocation |
      | { "TotalSystemCoreCount": 1000 }                                                                   | 409    | system attributes: 0 |
      | { "RemoteDrives": [ { "CapacityGiB": 999999, "Protocol": "iSCSI" } ] }                             | 409    | no Storage pool with sufficient space |
