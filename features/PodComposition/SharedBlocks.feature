@needs-simulator
Feature: Reservations of shared blocks
  A reservation holds the share that it needs, and leaves the others to whoever comes.

  Scenario: A reservation holds one share
    Given a pod with 3 small systems and a GPU that 2 of them can share
    When a client reserves system "web-1" from "r1-d1-s1, r1-d2-gpu-1"
    And a client composes system "web-2" from "r1-d1-s2, r1-d2-gpu-1"
    Then the pod answers 201
    When a client composes system "web-3" from "r1-d1-s3, r1-d2-gpu-1"
    Then the pod answers 409
    And the pod says "SpecifiedResourceAlreadyReserved"
    When a client applies its reservation
    Then every stanza was carried out
    And block r1-d2-gpu-1 is Composed
