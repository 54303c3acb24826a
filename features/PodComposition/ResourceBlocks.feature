@needs-simulator
Feature: Systems made of resource blocks
  A client of the DMTF composition service names blocks, or describes what it needs, and gets a system of them.

  Background:
    Given a pod with 2 small systems, 1 large system, 3 pooled drives and 1 GPU

  Scenario: Named blocks become a system and are free again when it is decomposed
    When a client composes system "web-1" from "r1-d1-s1, r1-d2-nvme-1, r1-d2-gpu-1"
    Then the pod answers 201
    And system "web-1" is made of "r1-d1-s1, r1-d2-nvme-1, r1-d2-gpu-1"
    And blocks "r1-d1-s1, r1-d2-nvme-1, r1-d2-gpu-1" are Composed
    When a client decomposes system "web-1"
    Then the pod answers 204
    And there is no system "web-1"
    And there is a system "r1-d1-s1"
    And blocks "r1-d1-s1, r1-d2-nvme-1, r1-d2-gpu-1" are Unused
    And every pooled drive is erased

  Scenario: What is described is found, the smallest that suffices
    When a client composes what it describes
      """
      { "Name": "db-1", "Memory": { "Members": [ { "CapacityMiB": 16384 } ] }, "Processors": { "Members": [ { "ProcessorType": "GPU" } ] } }
      """
    Then the pod answers 201
    And system "db-1" shows 1 processor of type GPU
    And block r1-d1-s3 is Unused

  Scenario: A system grows while it runs, and shrinks
    When a client composes system "web-1" from "r1-d1-s1"
    And system "web-1" is powered on
    And a client adds r1-d2-nvme-1 to system "web-1"
    Then the pod answers 204
    And system "web-1" is made of "r1-d1-s1, r1-d2-nvme-1"
    When a client removes r1-d2-nvme-1 from system "web-1"
    Then the pod answers 204
    And block r1-d2-nvme-1 is Unused

  Scenario: A sled is not plugged into another
    When a client composes system "web-1" from "r1-d1-s1"
    And a client adds r1-d1-s2 to system "web-1"
    Then the pod answers 400
    And the pod says "exactly 1 blocks of type Compute"

  Scenario: A physical system is expanded, and physical again without what it got
    When a client adds r1-d2-gpu-1 to system "r1-d1-s1"
    Then the pod answers 204
    And system "r1-d1-s1" shows 1 processor of type GPU
    When a client removes r1-d2-gpu-1 from system "r1-d1-s1"
    Then the pod answers 204
    And block r1-d1-s1 is Unused

  Scenario: Blocks made one are used as one, and are one again when the system is decomposed
    When a client makes block "box" of "r1-d1-s1, r1-d2-gpu-1"
    Then the pod answers 201
    And blocks "r1-d1-s1, r1-d2-gpu-1" are Composed
    When a client composes system "web-1" from "box, r1-d2-nvme-1"
    Then the pod answers 201
    And system "web-1" is made of "box, r1-d2-nvme-1"
    And system "web-1" shows 1 processor of type GPU
    When a client deletes block "box"
    Then the pod answers 409
    When a client decomposes system "web-1"
    Then block box is Unused
    When a client deletes block "box"
    Then the pod answers 204
    And blocks "r1-d1-s1, r1-d2-gpu-1" are Unused

  Scenario: A system whose block was deleted is composed of again once it is registered
    When a client deletes block "r1-d1-s1"
    Then the pod answers 204
    And there is a system "r1-d1-s1"
    When a client composes system "web-1" from "r1-d1-s1"
    Then the pod answers 400
    When a client registers system "r1-d1-s1"
    And a client composes system "web-1" from "r1-d1-s1"
    Then the pod answers 201

  Scenario: A preview holds nothing
    When a client previews system "web-1" from "r1-d1-s1, r1-d2-nvme-1"
    Then the pod answers 200
    And every stanza was carried out
    And 0 parts are held
    And no reservation holds block r1-d1-s1

  Scenario: A reservation keeps others away until it is applied
    When a client reserves system "web-1" from "r1-d1-s1, r1-d2-nvme-1"
    Then a reservation holds block r1-d1-s1
    When a client composes system "thief" from "r1-d1-s1"
    Then the pod answers 409
    And the pod says "SpecifiedResourceAlreadyReserved"
    When a client applies its reservation
    Then every stanza was carried out
    And system "web-1" is made of "r1-d1-s1, r1-d2-nvme-1"
    And no reservation holds block r1-d1-s1

  Scenario: A reservation runs out with the clock
    When a client reserves system "web-1" from "r1-d1-s1"
    And 901 seconds pass
    And a client composes system "late" from "r1-d1-s1"
    Then the pod answers 201
    When a client applies its reservation
    Then the pod answers 400

  Scenario: A reservation that runs out while it is applied is carried out all the same
    Given time stands still
    When a client reserves system "web-1" from "r1-d1-s1, r1-d2-nvme-1"
    And 899 seconds pass
    And a client starts to apply its reservation
    And 60 seconds pass
    And the request has been answered
    Then every stanza was carried out
    And system "web-1" is made of "r1-d1-s1, r1-d2-nvme-1"

  Scenario: A manifest moves a drive from one system to another
    When a client composes system "web-1" from "r1-d1-s1, r1-d2-nvme-1"
    And a client applies a manifest that decomposes "web-1" and composes "web-2" from "r1-d1-s2, r1-d2-nvme-1"
    Then every stanza was carried out
    And there is no system "web-1"
    And system "web-2" is made of "r1-d1-s2, r1-d2-nvme-1"

  Scenario: Nothing of a manifest is done when a part of it cannot be
    When a client composes system "web-1" from "r1-d1-s1, r1-d2-nvme-1"
    And a client applies a manifest that decomposes "web-1" and composes "web-2" from "r1-d1-s2, nowhere"
    Then the pod answers 200
    And stanza 2 tells "ResourceBlockNotFound"
    And system "web-1" is made of "r1-d1-s1, r1-d2-nvme-1"

  Scenario: A manifest that fails half-way is undone
    When a client composes system "web-1" from "r1-d1-s1, r1-d2-nvme-1"
    Given the step "assemble/configure-system" will fail once
    When a client applies a manifest that decomposes "web-1" and composes "web-2" from "r1-d1-s2, r1-d2-nvme-1"
    Then stanza 2 tells "could not be composed"
    And system "web-1" is made of "r1-d1-s1, r1-d2-nvme-1"
    And there is no system "web-2"
