@needs-simulator
Feature: Pooled memory, network cards and boxes of slots
  A system gets memory and network from the pool as it gets drives and accelerators, and both composition APIs see the same machine.

  Background:
    Given a pod with 2 small systems, 1 large system, 3 memory modules of 16384 MiB, 2 network cards and 1 box of slots

  Scenario: A system has what its blocks bring
    When a client composes system "web-1" from "r1-d1-s1, r1-d2-memory-1, r1-d2-nic-1, r1-d2-expansion-1"
    Then the pod answers 201
    And system "web-1" has 48 GiB of memory
    And system "web-1" shows 5 modules in Memory
    And system "web-1" shows 3 interfaces in EthernetInterfaces
    And system "web-1" shows 2 cards in NetworkInterfaces
    And blocks "r1-d2-memory-1, r1-d2-nic-1, r1-d2-expansion-1" are Composed
    When a client decomposes system "web-1"
    Then blocks "r1-d2-memory-1, r1-d2-nic-1, r1-d2-expansion-1" are Unused
    And system "r1-d1-s1" has 32 GiB of memory
    And 0 parts are held

  Scenario: Memory does not come to a running system
    When a client composes system "web-1" from "r1-d1-s1"
    And system "web-1" is powered on
    And a client adds r1-d2-nic-1 to system "web-1"
    Then the pod answers 204
    When a client adds r1-d2-memory-1 to system "web-1"
    Then the pod answers 409
    And system "web-1" has 32 GiB of memory

  Scenario: Several blocks together are what was described, and the large system stays free
    When a client composes what it describes
      """
      { "Name": "db-1", "Memory": { "Members": [ { "@Redfish.RequestedCount": 2, "CapacityMiB": 32768 } ] }, "EthernetInterfaces": { "Members": [ { "SpeedMbps": 25000 } ] } }
      """
    Then the pod answers 201
    And system "db-1" is made of "r1-d1-s1, r1-d2-memory-1, r1-d2-memory-2, r1-d2-nic-1"
    And block r1-d1-s3 is Unused

  Scenario: A block is made of what is described, and serves where single blocks do not
    When a client makes a block of what it describes
      """
      { "Name": "box", "Memory": [ { "@Redfish.RequestedCount": 2, "CapacityMiB": 16384 } ], "EthernetInterfaces": [ { "SpeedMbps": 25000 } ] }
      """
    Then the pod answers 201
    And blocks "r1-d2-memory-1, r1-d2-memory-2, r1-d2-nic-1" are Composed
    When a client composes what it describes
      """
      { "Name": "net-1", "EthernetInterfaces": { "Members": [ { "@Redfish.RequestedCount": 2, "SpeedMbps": 25000 } ] } }
      """
    Then the pod answers 201
    And system "net-1" is made of "r1-d1-s1, box, r1-d2-nic-2"

  Scenario: A block that cannot be made is refused with the nearest request
    When a client makes a block of what it describes
      """
      { "Memory": [ { "CapacityMiB": 100000 } ] }
      """
    Then the pod answers 409
    And the pod says "#/Memory/0/CapacityMiB 49152 instead of 100000"

  Scenario: A node of the pod manager shows the memory that came from the pool
    When a client composes system "web-1" from "r1-d1-s1, r1-d2-memory-1"
    And a client allocates "rival" with
      """
      { "TotalSystemMemoryMiB": 40000 }
      """
    Then the pod answers 201
    And node "rival" is of system r1-d1-s3
