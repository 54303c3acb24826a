import { setAttributes, setText, svg, type View } from "./dom.js";
import { tint } from "./hue.js";
import type { Box } from "./rack-geometry.js";
import type { Scene } from "./scene.js";
import type { Device } from "./wire.js";
import { capacity } from "./wording.js";

export interface PlacedDevice { readonly device: Device; readonly box: Box; readonly scene: Scene }

/** A pooled device in its bay: its colour is the node's that holds it; a folded corner means that it is not erased. */
export function deviceView(): View<PlacedDevice> {
  const body = svg("rect", { class: "bay-body", rx: 2 });
  const hatch = svg("rect", { class: "bay-hatch", rx: 2 });
  const picture = svg("path", { class: "bay-picture" });
  const kind = svg("text", { class: "bay-kind", "text-anchor": "middle" });
  const corner = svg("path", { class: "bay-corner" });
  const root = svg("g", { class: "bay" }, body, hatch, picture, kind, corner);
  return { root, update };

  function update({ device, box, scene }: PlacedDevice): void {
    const node = scene.node(device.node);
    const failed = scene.isFailed(device);
    const middle = box.x + box.width / 2;
    const tall = box.height > 24;
    setAttributes(body, { ...box });
    setAttributes(hatch, { ...box, visibility: failed ? null : "hidden" });
    setAttributes(picture, { d: pictureOf(device.kind, middle, box.y + box.height / 2 - 5), visibility: tall ? null : "hidden" });
    setAttributes(kind, { x: middle, y: tall ? box.y + box.height - 4.5 : box.y + box.height / 2 + 2.8 });
    setText(kind, device.kind);
    setAttributes(corner, {
      d: `M${box.x + box.width} ${box.y + 7} v-5 a2 2 0 0 0 -2 -2 h-5 z`,
      visibility: device.erased || device.node !== null ? "hidden" : null,
    });
    tint(root, device.node);
    const held = node ? `attached to ${node.name || node.id}` : device.node !== null ? `attached to node ${device.node}` : device.erased ? "free" : "free, not erased";
    setAttributes(root, {
      "data-device": device.id,
      "data-node": device.node ?? "",
      "data-failed": failed,
      "data-thing": `device:${device.id}`,
      role: "button",
      tabindex: 0,
      "aria-label": `${device.kind} ${device.name || device.id}${device.capacityGiB > 0 ? `, ${capacity(device.capacityGiB)}` : ""}, ${held}${failed ? ", failed" : ""}`,
    });
  }
}

// A drive's stick with chips, a card's fan, an array of gates: told apart without reading.
function pictureOf(kind: string, x: number, y: number): string {
  switch (kind) {
    case "NVMe": return `M${x - 4} ${y - 7} h8 v13 h-8 z M${x - 1.8} ${y - 4.5} h3.6 M${x - 1.8} ${y - 1.5} h3.6 M${x - 1.8} ${y + 1.5} h3.6`;
    case "GPU": return `M${x - 6} ${y} a6 6 0 1 0 12 0 a6 6 0 1 0 -12 0 M${x} ${y} q-4 -2 -2 -5 M${x} ${y} q4 -1 5 2 M${x} ${y} q0 4 -3.4 4`;
    case "FPGA": return `M${x - 5.5} ${y - 5.5} h11 v11 h-11 z M${x - 1.9} ${y - 5.5} v11 M${x + 1.9} ${y - 5.5} v11 M${x - 5.5} ${y - 1.9} h11 M${x - 5.5} ${y + 1.9} h11`;
    case "Memory": return `M${x - 6.5} ${y - 3} h13 v6 h-13 z M${x - 4} ${y + 3} v2.5 M${x} ${y + 3} v2.5 M${x + 4} ${y + 3} v2.5 M${x - 3} ${y - 3} v3.5 M${x + 3} ${y - 3} v3.5`;
    case "NIC": return `M${x - 5.5} ${y - 4.5} h11 v9 h-11 z M${x - 2.5} ${y + 4.5} v-4.5 h5 v4.5 M${x - 3} ${y - 2} h6`;
    case "Expansion": return `M${x - 6} ${y - 6} h12 v12 h-12 z M${x - 3.5} ${y - 3} h7 M${x - 3.5} ${y} h7 M${x - 3.5} ${y + 3} h7`;
    default: return `M${x - 5} ${y - 5} h10 v10 h-10 z`;
  }
}
