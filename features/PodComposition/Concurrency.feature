@needs-simulator
Feature: Many composers at once
  Nothing is held twice, nobody waits for ever, and who comes too late is told what was lost.

  Scenario: Three clients want the same blocks
    Given a pod with 1 small system, 0 large systems, 1 pooled drive and 0 GPUs
    When three clients compose "a", "b" and "c" from "r1-d1-s1, r1-d2-nvme-1" at once
    Then one of them gets it and the others are refused with 409
    And 2 parts are held

  Scenario: Two manifests cross
    Given a pod with 2 small systems, 0 large systems, 2 pooled drives and 0 GPUs
    When two clients apply manifests that cross: "x" from "r1-d1-s1 r1-d2-nvme-1" with "y" from "r1-d1-s2 r1-d2-nvme-2", and the other way round
    Then one of the manifests is carried out and the other is not
    And 4 parts are held
