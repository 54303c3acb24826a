import { el, keyed, setAttributes, setText, svg, type View } from "./dom.js";
import { drawerView } from "./drawer-view.js";
import { powerSupplyView, storageView, switchView } from "./equipment-view.js";
import { boxOf, capHeight, column, rackHeight, rackWidth, railWidth, unitHeight, type Box } from "./rack-geometry.js";
import type { Scene } from "./scene.js";
import type { Drawer, Mounted, PowerSupply, Rack, StorageService, Switch } from "./wire.js";
import { count } from "./wording.js";

export interface PlacedRack { readonly rack: Rack; readonly scene: Scene }

interface Slot {
  readonly kind: "switch" | "psu" | "storage" | "drawer";
  readonly item: Mounted;
  readonly box: Box;
  readonly scene: Scene;
}

/** One rack: frame and unit numbers are drawn once, equipment follows the scene. */
export function rackView({ rack: first }: PlacedRack): View<PlacedRack> {
  const heading = el("h3");
  const facts = el("p", { class: "rack-facts" });
  const equipment = svg("g");
  const frame = svg("g", { "aria-hidden": "true" });
  const drawing = svg("svg", { class: "rack-drawing", role: "group" }, frame, equipment);
  const root = el("article", { class: "rack", "data-rack": first.id }, el("header", { class: "rack-head" }, heading, facts), drawing);
  let drawnUnits = 0;
  let drawn = "";
  return { root, update };

  function update({ rack, scene }: PlacedRack): void {
    // In a pod of hundreds of racks one event changes one of them; comparing is far cheaper than drawing.
    const mark = JSON.stringify(rack) + scene.nodesMark;
    if (mark === drawn) {
      return;
    }

    drawn = mark;
    if (drawnUnits !== rack.units) {
      drawnUnits = rack.units;
      drawing.setAttribute("viewBox", `0 0 ${rackWidth} ${rackHeight(rack.units)}`);
      frame.replaceChildren(...frameOf(rack.units));
    }

    setText(heading, rack.name);
    const systems = rack.drawers.flatMap(drawer => drawer.sleds).flatMap(sled => sled.system ?? []);
    setText(facts, `${count(systems.length, "system")} · ${systems.filter(system => system.node === null).length} free · ${systems.filter(system => system.power === "On").length} on`);
    setAttributes(drawing, { "aria-label": `${rack.name}, ${rack.units} units, drawn from top to bottom` });
    keyed(equipment, slotsOf(rack, scene), slot => `${slot.kind}:${slot.item.id}`, slotView);
  }
}

// From top to bottom: the order of the tab key is the order of the eye.
function slotsOf(rack: Rack, scene: Scene): Slot[] {
  const slots = [
    ...rack.switches.map(item => place("switch", item)),
    ...rack.powerSupplies.map(item => place("psu", item)),
    ...rack.storageServices.map(item => place("storage", item)),
    ...rack.drawers.map(item => place("drawer", item)),
  ];
  return slots.sort((a, b) => b.item.unit - a.item.unit || a.box.x - b.box.x);

  function place<T extends Mounted>(kind: Slot["kind"], item: T): Slot {
    const beside = [...rack.powerSupplies, ...rack.switches].filter(other => other.unit === item.unit);
    const box = boxOf(rack.units, item.unit, item.height);
    const index = beside.findIndex(other => other.id === item.id);
    return { kind, item, box: index < 0 ? box : column(box, index, beside.length), scene };
  }
}

// A slot keeps its kind for life, so the view may take its item for what it is.
function slotView(first: Slot): View<Slot> {
  switch (first.kind) {
    case "switch": return adapted(switchView(), slot => ({ item: slot.item as Switch, box: slot.box }));
    case "psu": return adapted(powerSupplyView(), slot => ({ item: slot.item as PowerSupply, box: slot.box }));
    case "storage": return adapted(storageView(), slot => ({ item: slot.item as StorageService, box: slot.box }));
    case "drawer": return adapted(drawerView(), slot => ({ drawer: slot.item as Drawer, box: slot.box, scene: slot.scene }));
  }
}

function adapted<T>(view: View<T>, of: (slot: Slot) => T): View<Slot> {
  return { root: view.root, update: slot => view.update(of(slot)) };
}

function frameOf(units: number): SVGElement[] {
  const height = rackHeight(units);
  const parts: SVGElement[] = [
    svg("rect", { class: "rack-frame", x: 0.5, y: 0.5, width: rackWidth - 1, height: height - 1, rx: 8 }),
    svg("rect", { class: "rack-well", x: railWidth, y: capHeight, width: rackWidth - 2 * railWidth, height: units * unitHeight }),
    svg("path", { class: "rack-cap", d: `M${rackWidth / 2 - 40} ${capHeight / 2}h80` }),
  ];
  let lines = "";
  let holes = "";
  for (let unit = 1; unit <= units; unit++) {
    const box = boxOf(units, unit, 1);
    lines += `M${box.x} ${box.y + box.height}h${box.width}`;
    for (const x of [railWidth - 5, rackWidth - railWidth + 3]) {
      holes += `M${x} ${box.y + 4}h2v2h-2zM${x} ${box.y + 12}h2v2h-2z`;
    }

    parts.push(svg("text", { class: unit % 5 === 0 || unit === 1 ? "unit-number major" : "unit-number", x: 17, y: box.y + 12.2, "text-anchor": "end" }, String(unit)));
  }

  parts.push(svg("path", { class: "unit-lines", d: lines }), svg("path", { class: "rail-holes", d: holes }));
  return parts;
}
