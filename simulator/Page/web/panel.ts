import type { SimulatedClock } from "./clock.js";
import type { Scene } from "./scene.js";

/** A part of the page. Custom elements in the light document: one style sheet, one order of headings, one tree for assistive tools. */
export abstract class Panel extends HTMLElement {
  /** Draws the scene into elements made once. */
  abstract show(scene: Scene, clock: SimulatedClock): void;

  /** Called some times a second for what moves with the clock. */
  tick(_clock: SimulatedClock): void {}
}
