import { keyed, setAttributes, setStyle, setText, svg, type View } from "./dom.js";
import { deviceView } from "./device-view.js";
import { bays, inset, type Box } from "./rack-geometry.js";
import type { Scene } from "./scene.js";
import { sledView } from "./sled-view.js";
import type { Drawer, Fan } from "./wire.js";

export interface PlacedDrawer { readonly drawer: Drawer; readonly box: Box; readonly scene: Scene }

const labelWidth = 18;
const fanWidth = 18;

/** A drawer: its label and health on the left, sleds or bays in the middle, fans on the right. */
export function drawerView(): View<PlacedDrawer> {
  const chassis = svg("rect", { class: "drawer-chassis", rx: 3 });
  const label = svg("text", { class: "drawer-label", "text-anchor": "middle" });
  const lamp = svg("circle", { class: "health", r: 2.4 });
  const sleds = svg("g");
  const devices = svg("g");
  const fans = svg("g");
  const title = svg("title");
  const root = svg("g", { class: "drawer" }, title, chassis, label, lamp, sleds, devices, fans);
  return { root, update };

  function update({ drawer, box, scene }: PlacedDrawer): void {
    const frame = inset(box, 0.75);
    const right = drawer.fans.length > 0 ? fanWidth : 3;
    const room = { x: frame.x + labelWidth, y: frame.y + 2.5, width: frame.width - labelWidth - right, height: frame.height - 5 };
    setText(title, `${drawer.name}: health ${drawer.health}`);
    setAttributes(root, { "data-drawer": drawer.id, "data-health": drawer.health });
    setAttributes(chassis, { ...frame });
    setAttributes(lamp, { cx: frame.x + labelWidth / 2, cy: frame.y + frame.height - (frame.height > 24 ? 8 : frame.height / 2), visibility: frame.height > 24 || drawer.health !== "OK" ? null : "hidden" });
    setAttributes(label, { x: frame.x + labelWidth / 2, y: frame.y + (frame.height > 24 ? 14 : frame.height / 2 + 3), visibility: frame.height > 24 || drawer.health === "OK" ? null : "hidden" });
    setText(label, /\d+$/.exec(drawer.name)?.[0] ?? drawer.name.slice(0, 2));
    const both = drawer.sleds.length + drawer.devices.length;
    const share = both === 0 ? 1 : drawer.sleds.length / both;
    const sledRoom = { ...room, width: room.width * share };
    const deviceRoom = { ...room, x: room.x + sledRoom.width, width: room.width - sledRoom.width };
    const sledBoxes = bays(sledRoom, drawer.sleds.length, 4, 16, 3);
    keyed(sleds, drawer.sleds.map((sled, index) => ({ sled, box: sledBoxes[index]!, scene })), placed => placed.sled.id, sledView);
    const deviceBoxes = bays(deviceRoom, drawer.devices.length, 13, 14, 2);
    keyed(devices, drawer.devices.map((device, index) => ({ device, box: deviceBoxes[index]!, scene })), placed => placed.device.id, deviceView);
    const fanBoxes = bays({ x: frame.x + frame.width - fanWidth + 2, y: frame.y + 2, width: fanWidth - 4, height: frame.height - 4 }, drawer.fans.length, 1, 8, 1);
    keyed(fans, drawer.fans.map((fan, index) => ({ fan, box: fanBoxes[index]! })), placed => placed.fan.id, fanView);
  }
}

function fanView(): View<{ fan: Fan; box: Box }> {
  const ring = svg("circle", { class: "fan-ring" });
  const blades = svg("path", { class: "fan-blades" });
  const title = svg("title");
  const root = svg("g", { class: "fan" }, title, ring, blades);
  return { root, update };

  function update({ fan, box }: { fan: Fan; box: Box }): void {
    const radius = Math.min(box.width, box.height, 13) / 2;
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    setText(title, `${fan.name}: ${fan.rpm} rpm, health ${fan.health}`);
    setAttributes(root, { "data-health": fan.health });
    setAttributes(ring, { cx: x, cy: y, r: radius });
    const reach = radius * 0.72;
    setAttributes(blades, { d: `M${x - reach} ${y} q${reach} ${-reach * 0.9} ${reach * 2} 0 M${x} ${y - reach} q${reach * 0.9} ${reach} 0 ${reach * 2}` });
    setStyle(blades, "transform-origin", `${x}px ${y}px`);
    // 4200 rpm would be a blur; one turn takes as many seconds as a real fan takes hundreds of turns.
    setStyle(blades, "--turn", fan.rpm > 0 ? `${Math.round(8400 / fan.rpm * 10) / 10}s` : "0s");
  }
}
