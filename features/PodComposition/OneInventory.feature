@needs-simulator
Feature: Two composition APIs over one inventory
  What one of the APIs takes is taken for the other, and both tell the truth about it at once.

  Background:
    Given a pod with 2 small systems, 0 large systems, 2 pooled drives and 1 GPU

  Scenario: A node of the pod manager is a composition for clients of blocks
    When a client allocates "db-1" with
      """
      { "LocalDrives": [ { "FabricSwitch": true } ], "Processors": [ { "ProcessorType": "GPU" } ] }
      """
    Then the pod answers 201
    And blocks "r1-d1-s1, r1-d2-nvme-1, r1-d2-gpu-1" are Composing
    When a client assembles "db-1"
    Then node "db-1" is Assembled
    And blocks "r1-d1-s1, r1-d2-nvme-1, r1-d2-gpu-1" are Composed
    And r1-d2-gpu-1 links to system "r1-d1-s1"
    And system "r1-d1-s1" shows 1 processor of type GPU
    And system "r1-d1-s1" shows 2 drives
    When a client composes system "web-1" from "r1-d1-s1"
    Then the pod answers 409
    And the pod says "ResourceBlockInUse"

  Scenario: Composed blocks are not given to nodes
    When a client composes system "web-1" from "r1-d1-s1, r1-d2-nvme-1"
    And a client composes system "web-2" from "r1-d1-s2"
    And a client allocates "db-1"
    Then the pod answers 409
    And the pod says "online systems: 0"

  Scenario: Neither are reserved blocks
    When a client reserves system "web-1" from "r1-d1-s1"
    And a client reserves system "web-2" from "r1-d1-s2"
    And a client allocates "db-1"
    Then the pod answers 409

  Scenario: A part that breaks fails what it is in, and mends it when it is back
    When a client composes system "web-1" from "r1-d1-s1, r1-d2-nvme-1"
    And r1-d2-nvme-1 breaks
    Then blocks "r1-d1-s1, r1-d2-nvme-1" are Failed
    When r1-d2-nvme-1 is repaired
    Then blocks "r1-d1-s1, r1-d2-nvme-1" are Composed

  Scenario: A drive that is pulled from a powered node
    When a client composes system "web-1" from "r1-d1-s1, r1-d2-nvme-1"
    And system "web-1" is powered on
    And r1-d2-nvme-1 breaks
    And a client removes r1-d2-nvme-1 from system "web-1"
    Then the pod answers 409
    When a client decomposes system "web-1"
    Then the pod answers 204
    And block r1-d2-nvme-1 is Unavailable
    And 0 parts are held

  Scenario: An assembly that fails half-way leaves a node to be deleted, as pod managers do
    Given the step "assemble/configure-system" will fail once
    When a client allocates "db-1"
    And a client assembles "db-1"
    Then node "db-1" is Failed
    And block r1-d1-s1 is Failed
    When a client deletes node "db-1"
    Then the pod answers 204
    And block r1-d1-s1 is Unused

  Scenario: A composition that fails half-way is undone, as the standard has it
    Given the step "assemble/configure-system" will fail once
    When a client composes system "web-1" from "r1-d1-s1, r1-d2-nvme-1"
    Then the pod answers 503
    And the pod says "no answer"
    And blocks "r1-d1-s1, r1-d2-nvme-1" are Unused
    And every pooled drive is erased

  Scenario: A node that is deleted while it is being assembled
    Given time stands still
    When a client allocates "db-1" with
      """
      { "LocalDrives": [ { "FabricSwitch": true } ] }
      """
    And a client assembles "db-1"
    Then node "db-1" is Assembling
    When 1 second passes
    And a client starts to delete node "db-1"
    And 60 seconds pass
    And the request has been answered
    Then the pod answers 204
    And 0 parts are held
