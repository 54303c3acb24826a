@needs-simulator
Feature: What each driver can do
  Every capability with every kind of pod. What a kind of pod cannot have is refused in words, never pretended. The pods named rsd are Intel
  RSD pod managers of that release, dmtf composes by the standard alone, both spoken to by the driver built in; a shelf is a plain Redfish service of whole servers, spoken to by the driver
  "shelf" from the drivers folder.

  Scenario Outline: Valence tells what a driver can do
    Given a pod of kind <pod> with 1 system and 0 pooled drives
    Then its driver can "<capabilities>"
    And its driver cannot "<lacking>"

    Examples:
      | pod     | capabilities                                          | lacking                   |
      | rsd-1.2 | attach, boot, compose, events, explain, health, inventory, nodes, power, show | register |
      | rsd-2.1 | attach, boot, compose, events, explain, health, inventory, nodes, power, show | register |
      | rsd-2.4 | attach, boot, compose, events, explain, health, inventory, nodes, power, show | register |
      | dmtf    | attach, boot, compose, events, explain, health, inventory, nodes, power, show | register |
      | shelf   | boot, compose, health, inventory, power, show         | attach, explain, register |

  Scenario Outline: Health
    Given a pod of kind <pod> with 1 system and 0 pooled drives
    Then the pod of that kind is Online
    When its password is wrong
    Then the pod of that kind is Offline

    Examples:
      | pod     |
      | rsd-1.2 |
      | rsd-2.1 |
      | rsd-2.4 |
      | dmtf    |
      | shelf   |

  Scenario Outline: Inventory
    Given a pod of kind <pod> with 2 systems and 3 pooled drives
    Then Valence lists 2 systems with 8 cores each
    And Valence lists <racks> racks of that pod
    When the operator syncs the devices
    Then the sync of every pod is a SUCCESS
    And Valence lists <devices> free and 0 allocated devices

    Examples: A release that shows no pooled drives has none to list, and a shelf has neither racks nor pools
      | pod     | racks | devices |
      | rsd-1.2 | 1     | 0       |
      | rsd-2.1 | 1     | 3       |
      | rsd-2.4 | 1     | 3       |
      | dmtf    | 1     | 3       |
      | shelf   | 0     | 0       |

  Scenario Outline: Compose
    Given a pod of kind <pod> with 2 systems and 0 pooled drives
    And a flavor "small" with 4 cores and 8192 MiB
    And a flavor "huge" with 64 cores and 8192 MiB
    When the operator composes "web-1" from flavor "small"
    Then it is done
    And Valence lists node "web-1"
    When two operators compose "web-2" and "web-3" from flavor "small" at once
    Then one of the two is composed and the other is refused with 409
    When the operator composes "big-1" from flavor "huge"
    Then the refusal has status 409

    Examples:
      | pod     |
      | rsd-1.2 |
      | rsd-2.1 |
      | rsd-2.4 |
      | dmtf    |
      | shelf   |

  Scenario Outline: Compose with pooled drives
    Given a pod of kind <pod> with 1 system and 2 pooled drives
    And a flavor "database" with 4 cores, 8192 MiB and 2 pooled drives
    When the operator composes "db-1" from flavor "database"
    Then it is done
    And node "db-1" holds 2 pooled drives

    Examples:
      | pod     |
      | rsd-2.1 |
      | rsd-2.4 |
      | dmtf    |

  Scenario Outline: Pods without pooled drives say so
    Given a pod of kind <pod> with 1 system and 2 pooled drives
    And a flavor "database" with 4 cores, 8192 MiB and 2 pooled drives
    When the operator composes "db-1" from flavor "database"
    Then it is refused with 400, because "<reason>"
    And Valence lists no nodes

    Examples:
      | pod     | reason                                                                                           |
      | rsd-1.2 | properties.pci_device.type: SSD cannot be asked of an Intel RSD pod manager with interface 1.2.0 |
      | shelf   | properties.pci_device.type: 'SSD' is a device of a pool                                          |

  Scenario Outline: Show
    Given a pod of kind <pod> with 1 system and 0 pooled drives
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "web-1" from flavor "small"
    Then node "web-1" has 8 cores
    And node "web-1" has 32768 MiB
    And Valence shows node "web-1" with power Off

    Examples:
      | pod     |
      | rsd-1.2 |
      | rsd-2.1 |
      | rsd-2.4 |
      | dmtf    |
      | shelf   |

  Scenario Outline: Power
    Given a pod of kind <pod> with 1 system and 0 pooled drives
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "web-1" from flavor "small"
    When the operator powers node "web-1" on
    Then Valence shows node "web-1" with power On
    When the operator resets node "web-1" by ForceOff
    Then Valence shows node "web-1" with power Off
    When the operator resets node "web-1" by SuspendToDisk
    Then the refusal has status 400

    Examples:
      | pod     |
      | rsd-1.2 |
      | rsd-2.1 |
      | rsd-2.4 |
      | dmtf    |
      | shelf   |

  Scenario Outline: Boot
    Given a pod of kind <pod> with 1 system and 0 pooled drives
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "web-1" from flavor "small"
    When the operator lets node "web-1" boot once from Pxe
    Then Valence shows node "web-1" booting from Pxe
    When the operator asks node "web-1" to boot once from Floppy
    Then the refusal has status 400

    Examples:
      | pod     |
      | rsd-1.2 |
      | rsd-2.1 |
      | rsd-2.4 |
      | dmtf    |
      | shelf   |

  Scenario Outline: Attach
    Given a pod of kind <pod> with 1 system and 1 pooled drive
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "web-1" from flavor "small"
    When the operator attaches a free device to node "web-1"
    Then it is done
    And node "web-1" holds 1 pooled drive
    When the operator detaches that device from node "web-1"
    Then it is done
    And 1 pooled drive is free

    Examples:
      | pod     |
      | rsd-2.1 |
      | rsd-2.4 |
      | dmtf    |

  Scenario Outline: Pods that attach nothing say so
    Given a pod of kind <pod> with 1 system and 1 pooled drive
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "web-1" from flavor "small"
    When the operator attaches device "some-device" to node "web-1"
    Then it is refused with <status>, because "<reason>"

    Examples: The release shows no device that could be named; the shelf has no such capability
      | pod     | status | reason                                                |
      | rsd-1.2 | 404    | some-device                                           |
      | shelf   | 501    | 'shelf' does not offer the capability 'attach' |

  Scenario Outline: Release
    Given a pod of kind <pod> with 1 system and 0 pooled drives
    And a flavor "small" with 4 cores and 8192 MiB
    And a composed node "web-1" from flavor "small"
    When the operator powers node "web-1" on
    And the operator releases "web-1"
    Then it is done
    And Valence lists no nodes
    And all systems are off
    When the operator composes "web-2" from flavor "small"
    Then it is done

    Examples:
      | pod     |
      | rsd-1.2 |
      | rsd-2.1 |
      | rsd-2.4 |
      | dmtf    |
      | shelf   |
