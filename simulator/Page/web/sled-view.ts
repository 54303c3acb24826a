import { setAttributes, setText, svg, type View } from "./dom.js";
import { tint } from "./hue.js";
import type { Box } from "./rack-geometry.js";
import type { Scene } from "./scene.js";
import type { Sled } from "./wire.js";
import { memory, shortened, words } from "./wording.js";

export interface PlacedSled { readonly sled: Sled; readonly box: Box; readonly scene: Scene }

const characterWidth = 6.3;

/** A system in its slot: power lamp, the name of the node that holds it or its own slot, and what it is made of. */
export function sledView(): View<PlacedSled> {
  const body = svg("rect", { class: "sled-body", rx: 3 });
  const hatch = svg("rect", { class: "sled-hatch", rx: 3 });
  const lamp = svg("circle", { class: "lamp", r: 3.2 });
  const name = svg("text", { class: "sled-name" });
  const parts = svg("text", { class: "sled-parts" });
  const alarm = svg("text", { class: "alarm", "text-anchor": "end" }, "!");
  const root = svg("g", { class: "sled" }, body, hatch, lamp, name, " ", parts, " ", alarm);
  return { root, update };

  function update({ sled, box, scene }: PlacedSled): void {
    const system = sled.system;
    const node = scene.node(system?.node ?? null);
    const failed = system !== null && scene.isFailed(system);
    const busy = node !== undefined && (node.state === "Assembling" || node.state === "Allocating");
    const tall = box.height > 24;
    const holder = system?.node ?? null;
    setAttributes(body, { ...box });
    setAttributes(hatch, { ...box, visibility: failed ? null : "hidden" });
    setAttributes(lamp, { cx: box.x + 9, cy: box.y + (tall ? 10 : box.height / 2) });
    setAttributes(name, { x: box.x + 17, y: box.y + (tall ? 13.5 : box.height / 2 + 3.5) });
    setAttributes(parts, { x: box.x + 6, y: box.y + box.height - 6, visibility: tall ? null : "hidden" });
    setAttributes(alarm, { x: box.x + box.width - 5, y: box.y + (tall ? 14 : box.height / 2 + 4), visibility: failed ? null : "hidden" });
    const shownName = node?.name || (holder !== null ? `node ${holder}` : `slot ${sled.slot}`);
    const shownParts = system === null ? "" : `${system.cores}c ${memory(system.memoryMiB).replace(" GiB", "G").replace(" TiB", "T")}`;
    setText(name, shortened(shownName, Math.floor((box.width - (failed ? 30 : 20)) / characterWidth)));
    setText(parts, shownParts);
    tint(root, holder);
    if (system === null) {
      setAttributes(root, { "data-empty": true });
      return;
    }

    const held = node ? `composed into ${node.name || node.id}, ${words(node.state)}` : holder !== null ? `composed into node ${holder}` : "free";
    setAttributes(root, {
      "data-system": system.id,
      "data-power": system.power,
      "data-node": holder ?? "",
      "data-health": system.health,
      "data-failed": failed,
      "data-busy": busy,
      "data-thing": `system:${system.id}`,
      role: "button",
      tabindex: 0,
      // A label begins with the words that are seen, so that whoever speaks them presses the right thing.
      "aria-label": `${name.textContent} ${shownParts}${failed ? " !" : ""}: system ${system.name || system.id}, power ${words(system.power)}, ${held}${failed ? ", failed" : ""}, health ${system.health}`,
    });
  }
}
