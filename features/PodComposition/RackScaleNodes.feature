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
      | { "Description": "mine", "Oem": { "Anything": true } }                                                   | r1-d1-s1 |
      | { "Processors": [ { "AchievableSpeedMHz": 2400 } ] }                                                     | r2-d2-s1 |
      | { "Processors": [ { "InstructionSet": "x86-64" } ] }                                                     | r1-d1-s1 |
      | { "Processors": [ { "Oem": { "Intel_RackScale": { "Capabilities": [ "AVX512" ] } } } ] }                 | r2-d2-s1 |
      | { "Processors": [ { "ProcessorType": "FPGA", "Connectivity": [ "RemotePCIe" ] } ] }                      | r1-d1-s1 |
      | { "Processors": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/r2-d1" } } ] }                        | r2-d1-s1 |
      | { "Memory": [ { "CapacityMiB": 65536 }, { "CapacityMiB": 65536 } ] }                                     | r1-d2-s1 |
      | { "Memory": [ { "MemoryType": "DRAM", "DataWidthBits": 64, "SpeedMHz": 2666 } ] }                        | r1-d1-s1 |
      | { "Memory": [ { "Manufacturer": "Contoso" } ] }                                                          | r1-d1-s1 |
      | { "Memory": [ { "Resource": { "@odata.id": "/redfish/v1/Systems/r1-d2-s3/Memory/dimm-2" } } ] }          | r1-d2-s3 |
      | { "LocalDrives": [ { "Type": "SSD", "Interface": "NVMe", "FabricSwitch": false } ] }                     | r2-d2-s1 |
      | { "LocalDrives": [ { "SerialNumber": "EL04ST5743" } ] }                                                  | r2-d3-s2 |
      | { "LocalDrives": [ { "Resource": { "@odata.id": "/redfish/v1/Chassis/r2-d3-s2/Drives/drive-2" } } ] }    | r2-d3-s2 |
      | { "LocalDrives": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/r2-d2-s2" } } ] }                    | r2-d2-s2 |
      | { "EthernetInterfaces": [ {} ], "RemoteDrives": [ { "CapacityGiB": 10, "Protocol": "NVMeOverFabrics" } ] } | r1-d2-s1 |
      | { "EthernetInterfaces": [ { "MACAddress": "02:01:00:00:00:1a" } ] }                                      | r2-d3-s1 |
      | { "EthernetInterfaces": [ { "PrimaryVLAN": 110, "VLANs": [ { "VLANId": 110, "VLANEnable": true } ] } ] } | r1-d1-s1 |
      | { "EthernetInterfaces": [ { "Resource": { "@odata.id": "/redfish/v1/Systems/r2-d1-s2/EthernetInterfaces/eth-2" } } ] } | r2-d1-s2 |
      | { "EthernetInterfaces": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/r2-d1-s3" } } ] }             | r2-d1-s3 |
      | { "Security": { "ClearTPMOnDelete": false, "ClearOptaneDCPersistentMemoryOnDelete": false } }            | r1-d1-s1 |
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
      | { "Memory": [ { "MemoryType": "Core" } ] }                                                         | 400    | MemoryType   |
      | { "PCIeDevices": [] }                                                                              | 400    | PCIeDevices  |
      | { "RemoteDrives": [ { "CapacityGiB": 1 } ] }                                                       | 400    | This set of parameters are not supported for allocation |
      | { "RemoteDrives": [ { "CapacityGiB": 1, "Protocol": "NVMeOverFabrics" } ] }                        | 400    | RoCEv2       |
      | { "EthernetInterfaces": [ { "PrimaryVLAN": 9, "VLANs": [ { "VLANId": 7 } ] } ] }                   | 400    | PrimaryVLAN must be one of requested VLANs |
      | { "EthernetInterfaces": [ { "VLANs": [ { "VLANId": 4094 } ] } ] }                                  | 400    | VLANId is reserved |
      | { "EthernetInterfaces": [ { "VLANs": [ { "VLANId": 7 }, { "VLANId": 8 } ] } ] }                    | 400    | Only one untagged VLAN is allowed |
      | { "Security": { "TpmPresent": false, "TpmInterfaceType": "TPM2_0" } }                              | 400    | without a trusted module |
      | { "Memory": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/r1-d3" } } ] }                      | 400    | holds no system |
      | { "Memory": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/r1" } }, { "Chassis": { "@odata.id": "/redfish/v1/Chassis/r2" } } ] } | 400 | different chassis |
      | { "Memory": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/none" } } ] }                       | 409    | Conflict during allocation |
      | { "Processors": [ { "InstructionSet": "ARM-A64" } ] }                                              | 409    | chassis: 16 -> processors: 0 |
      | { "Memory": [ { "CapacityMiB": 999999 } ] }                                                        | 409    | processors: 16 -> memory: 0 |
      | { "LocalDrives": [ { "CapacityGiB": 99999 } ] }                                                    | 409    | memory: 16 -> local drives: 0 |
      | { "EthernetInterfaces": [ { "SpeedMbps": 100000 } ] }                                              | 409    | local drives: 16 -> ethernet interfaces: 0 |
      | { "SupportedPerformanceConfigurations": [ "PrioritizedBaseFrequency" ] }                           | 409    | ethernet interfaces: 16 -> system attributes: 0 |
      | { "Security": { "TpmPresent": false } }                                                            | 409    | system attributes: 16 -> security: 0 |
      | { "Memory": [ { "Chassis": { "@odata.id": "/redfish/v1/Chassis/r1" }, "CapacityMiB": 300000 } ] }  | 409    | resource: 16 -> chassis: 7 -> processors: 7 -> memory: 0 |
      | { "TotalSystemCoreCount": 1000 }                                                                   | 409    | There are no computer systems available for this allocation request. |
      | { "RemoteDrives": [ { "CapacityGiB": 999999, "Protocol": "iSCSI" } ] }                             | 409    | no Storage pool with sufficient space |

  Scenario: What somebody has cannot be named
    When a client allocates "db-1" with
      """
      { "Memory": [ { "Resource": { "@odata.id": "/redfish/v1/Systems/r1-d1-s2/Memory/dimm-1" } } ] }
      """
    And a client allocates "db-2" with
      """
      { "Memory": [ { "Resource": { "@odata.id": "/redfish/v1/Systems/r1-d1-s2/Memory/dimm-1" } } ] }
      """
    Then the pod answers 409
    And the pod says "Conflict during allocation"

  Scenario: What is broken cannot be named
    When r1-d1-s2 breaks
    And a client allocates "db-1" with
      """
      { "Memory": [ { "Resource": { "@odata.id": "/redfish/v1/Systems/r1-d1-s2/Memory/dimm-1" } } ] }
      """
    Then the pod answers 409
    And the pod says "Conflict during allocation"

  Scenario: A drive that was not erased is had by name alone
    When a client allocates "db-1" with
      """
      { "LocalDrives": [ { "Resource": { "@odata.id": "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-9" } } ] }
      """
    And a client assembles "db-1"
    Then node "db-1" is Assembled
    When a client detaches "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-9" from node "db-1"
    And a client allocates "db-2" with
      """
      { "LocalDrives": [ { "FabricSwitch": true, "SerialNumber": "PP75WV6972" } ] }
      """
    Then the pod answers 409
    When a client allocates "db-2" with
      """
      { "LocalDrives": [ { "Resource": { "@odata.id": "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-9" } } ] }
      """
    Then the pod answers 201

  Scenario: A drive is pulled from a node that runs, and plugged in again
    When a client allocates "db-1" with
      """
      { "LocalDrives": [ { "Resource": { "@odata.id": "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-9" } } ] }
      """
    And a client assembles "db-1"
    Then node "db-1" is Assembled
    When node "db-1" is powered on
    And r1-d3-nvme-9 breaks
    Then node "db-1" is Failed
    And the journal tells "Lost r1-d3-nvme-9."
    When r1-d3-nvme-9 is repaired
    Then node "db-1" is Assembled

  Scenario: A drive comes to a node that runs and goes again, and whoever listens is told
    When a client allocates "db-1"
    And a client assembles "db-1"
    Then node "db-1" is Assembled
    When node "db-1" is powered on
    And a client attaches "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-5" to node "db-1"
    Then the pod answers 204
    And the journal tells "gets r1-d3-nvme-5"
    When a client detaches "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-5" from node "db-1"
    Then the pod answers 204

  Scenario: A GPU is not plugged into a node, and the pod says why
    When a client allocates "db-1"
    And a client assembles "db-1"
    Then node "db-1" is Assembled
    When node "db-1" is powered on
    And a client attaches "/redfish/v1/Chassis/r2-d4/Processors/r2-d4-gpu-1" to node "db-1"
    Then the pod answers 400
    And the pod says "nothing that a node can be given"

  Scenario: A volume of a running node over iSCSI stays with it
    When a client allocates "db-1" with
      """
      { "RemoteDrives": [ { "CapacityGiB": 100, "Protocol": "iSCSI" } ] }
      """
    And a client assembles "db-1"
    Then node "db-1" is Assembled
    When node "db-1" is powered on
    And a client detaches "/redfish/v1/StorageServices/r1-ss1/Volumes/1" from node "db-1"
    Then the pod answers 400
    And the pod says "A volume over iSCSI cannot be detached."

  Scenario Outline: An assembly that fails at any step leaves a node to be deleted, and nothing behind
    Given the step "assemble/<step>" will fail once
    When a client allocates "db-1" with
      """
      { "LocalDrives": [ { "Resource": { "@odata.id": "/redfish/v1/Chassis/r1-d3/Drives/r1-d3-nvme-9" } } ],
        "RemoteDrives": [ { "CapacityGiB": 100, "Protocol": "iSCSI" } ],
        "EthernetInterfaces": [ { "VLANs": [ { "VLANId": 120, "Tagged": true } ] } ] }
      """
    And a client assembles "db-1"
    Then node "db-1" is Failed
    When a client deletes node "db-1"
    Then the pod answers 204
    And 0 parts are held
    And there is no resource "StorageServices/r1-ss1/Volumes/1"

    Examples:
      | step             |
      | zone-r1-d3-nvme-9 |
      | vlan-eth-1       |
      | configure-system |
      | create-volume    |
      | await-volume     |
      | connect-volume   |
