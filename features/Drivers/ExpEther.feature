@needs-simulator
Feature: A driver outside the core: ExpEther
  The driver `expether` is a library in the core's drivers folder. It composes servers with devices over an ExpEther fabric, through the
  fabric's manager (EEM).

  Background:
    Given an ExpEther fabric with 3 servers that take 2 devices each, and 3 SSD, 1 GPU and 1 NIC
    And Valence reaches its manager by the driver "expether"

  Scenario: The core finds the driver and what it can do
    Then Valence lists the driver "expether" from its drivers folder
    And it can "attach, compose, health, inventory, register, show"
    And its pod manager is Online

  Scenario: A server is composed with an SSD and a GPU
    When the operator composes "db-1" with "SSD, GPU"
    Then it is done
    And "db-1" has "GPU, SSD" in its group
    And 2 servers and 3 devices of the fabric are free

  Scenario: Old clients find the fields they know
    When the operator composes "db-1" with "SSD"
    Then Valence shows of "db-1" the "serial_number, power_state, host_model, host_serial_number, description, type, mac_address, pooled_group_id"
    And Valence shows of every system the "id, resource_uri, pooled_group_id, type, mac_address, host_serial_num, host_model"
    And Valence shows of one system the "serial_number, name, power_state, host_serial_number, description, ee_version, update_time"
    And Valence lists no racks

  Scenario: A server without devices is taken all the same
    When the operator composes "plain-1" with ""
    And the operator composes "plain-2" with ""
    Then 1 server and 5 devices of the fabric are free

  Scenario: Devices are told by their class code, subclass and all
    Then Valence lists free devices of the types "GPU, NIC, SSD, SSD, SSD"

  Scenario: Devices are attached and detached
    Given a node "db-1" with "SSD"
    When the operator attaches a free GPU to "db-1"
    Then it is done
    And "db-1" has "GPU, SSD" in its group
    When the operator detaches the GPU of "db-1"
    Then it is done
    And "db-1" has "SSD" in its group
    And 2 servers and 4 devices of the fabric are free

  Scenario: A board takes no more devices than it can
    Given a node "db-1" with "SSD, GPU"
    When the operator attaches a free SSD to "db-1"
    Then it is refused with 409, because "takes 2 device(s)"
    And "db-1" has "GPU, SSD" in its group

  Scenario: A device that somebody else attached meanwhile is not taken away
    Given a node "db-1" with "SSD"
    And a node "db-2" with "SSD"
    When the operator attaches the GPU that "db-1" was given behind Valence's back to "db-2"
    Then it is refused with 409, because "is in group"
    And "db-1" has "GPU, SSD" in its group
    And "db-2" has "SSD" in its group

  Scenario: Two composers want the one GPU
    When two operators compose "ai-1" and "ai-2" with "SSD, GPU" at once
    Then one of the two is composed and the other is refused with 404
    And 2 servers and 3 devices of the fabric are free

  Scenario: Two composers get two servers
    When two operators compose "web-1" and "web-2" with "SSD" at once
    Then both are composed on different servers
    And 1 server and 3 devices of the fabric are free

  Scenario: Nothing is touched when there is too little
    When the operator composes "db-1" with "NIC, NIC"
    Then it is refused with 404, because "2 of type NIC wanted, 1 free"
    And 3 servers and 5 devices of the fabric are free
    And Valence lists no nodes

  Scenario: Everything is undone when the second device fails
    Given the manager answers 500 to the third change of a group
    When the operator composes "db-1" with "SSD, GPU"
    Then it is refused with 502, because "answered 500 at 'allocate'"
    And 3 servers and 5 devices of the fabric are free
    And Valence lists no nodes

  Scenario: A lost answer is found out by looking
    Given the answer to the second change of a group is lost
    When the operator composes "db-1" with "SSD, GPU"
    Then it is done
    And "db-1" has "GPU, SSD" in its group

  Scenario: What cannot be undone at once is given back by the core or by deleting the node
    Given the manager goes dark at the third change of a group
    When the operator composes "db-1" with "SSD, GPU"
    Then the manager answers again
    And the operator deletes the node that failed
    And 3 servers and 5 devices of the fabric are free
    And Valence lists no nodes

  Scenario: What the fabric cannot promise is refused by name
    Given a flavor "small" with 4 cores and 8192 MiB
    When the operator composes "web-1" from flavor "small"
    Then it is refused with 400, because "processor.total_cores"
    And the refusal also says "memory.capacity_mib"

  Scenario: There is no power switch
    Given a node "db-1" with "SSD"
    When the operator resets "db-1" with "ForceOff"
    Then it is refused with 501, because "The driver 'expether' does not offer the capability 'power'"
    When the operator sets "db-1" to boot from "Pxe" "Once"
    Then it is refused with 501, because "The driver 'expether' does not offer the capability 'boot'"

  Scenario: Release gives everything back
    Given a node "db-1" with "SSD, GPU"
    When the operator releases "db-1"
    Then it is done
    And 3 servers and 5 devices of the fabric are free
    And Valence lists no nodes

  Scenario: A manager that is down is Offline, and says so
    Given a node "db-1" with "SSD"
    When the manager is down
    Then its pod manager is Offline
    When the operator composes "db-2" with "SSD"
    Then it is refused with 503, because "gave no answer"
    When all faults are healed
    Then its pod manager is Online
    And Valence lists node "db-1"

  Scenario: Ironic needs to be told how to reach the server
    Given a node "db-1" with "SSD"
    When the operator registers "db-1" in Ironic
    Then the registration fails with 400, because "driver_info: is required"
    And the registration's refusal also says "mac: is required"

  Scenario: A node is registered with what the caller knows
    Given a node "db-1" with "SSD"
    When the operator registers "db-1" in Ironic with driver "fake-hardware" and mac "52:54:00:AB:CD:EF"
    Then the registration is done
    And Ironic shows "db-1" manageable
    And Ironic has the port "52:54:00:ab:cd:ef" of "db-1"
    When the operator releases "db-1"
    Then it is done
    And Ironic does not know "db-1"
    And 3 servers and 5 devices of the fabric are free

  Scenario: Ironic gets the driver ipmi when the caller names none
    Given a node "db-1" with "SSD"
    When the operator registers "db-1" in Ironic with mac "52:54:00:AB:CD:EF"
    Then the registration fails with 400, because "ipmi"
    And Ironic does not know "db-1"
