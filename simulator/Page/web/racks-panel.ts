import { el, keyed, show, svg } from "./dom.js";
import { Panel } from "./panel.js";
import { rackView } from "./rack-view.js";
import type { Scene } from "./scene.js";

/** All racks side by side. */
export class RacksPanel extends Panel {
  private readonly racks = el("div", { class: "racks" });
  private readonly empty = el("p", { class: "empty" }, "No racks in this pod. Load a rack file when the simulator starts.");

  connectedCallback(): void {
    // Failed parts are hatched in every rack; one pattern serves all drawings.
    const stripes = svg("pattern", { id: "failed-hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { class: "hatch-stripe", width: 2.4, height: 6 }));
    this.append(svg("svg", { class: "definitions", "aria-hidden": "true", width: 0, height: 0 }, svg("defs", {}, stripes)), this.racks, this.empty);
    show(this.empty, false);
  }

  show(scene: Scene): void {
    show(this.empty, scene.snapshot.racks.length === 0);
    keyed(this.racks, scene.snapshot.racks.map(rack => ({ rack, scene })), placed => placed.rack.id, rackView);
  }
}
