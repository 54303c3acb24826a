import { setAttributes, setText, svg, type View } from "./dom.js";
import { inset, unitsOf, type Box } from "./rack-geometry.js";
import type { PowerSupply, StorageService, Switch } from "./wire.js";
import { capacity, shortened } from "./wording.js";

export interface Placed<T> { readonly item: T; readonly box: Box }

/** A top-of-rack switch with a dot for each port, two rows as on the front. */
export function switchView(): View<Placed<Switch>> {
  const plate = plateParts();
  const ports = svg("path", { class: "ports" });
  const root = svg("g", { class: "plate switch", role: "img" }, ...plate.elements, ports);
  return { root, update };

  function update({ item, box }: Placed<Switch>): void {
    plate.update(box, item.health, shortened(item.name, 16));
    const columns = Math.ceil(item.ports / 2);
    const room = { x: box.x + 118, width: box.width - 128 };
    const step = Math.min(8, room.width / Math.max(1, columns));
    let d = "";
    for (let port = 0; port < item.ports; port++) {
      d += `M${round(room.x + room.width - (columns - Math.floor(port / 2)) * step)} ${round(box.y + box.height / 2 - 4.6 + (port % 2) * 5.2)}h${round(step * 0.6)}v4h${round(-step * 0.6)}z`;
    }

    setAttributes(ports, { d });
    setAttributes(root, { "data-switch": item.id, "data-health": item.health, "aria-label": `Switch ${item.name}, ${unitsOf(item)}, ${item.ports} ports, health ${item.health}` });
  }
}

export function powerSupplyView(): View<Placed<PowerSupply>> {
  const plate = plateParts();
  const vents = svg("path", { class: "vents" });
  const watts = svg("text", { class: "plate-value", "text-anchor": "end" });
  const root = svg("g", { class: "plate psu", role: "img" }, ...plate.elements, vents, watts);
  return { root, update };

  function update({ item, box }: Placed<PowerSupply>): void {
    const wide = box.width > 220;
    plate.update(box, item.health, shortened(item.name, wide ? 18 : 9));
    let d = "";
    for (let x = box.x + box.width * (wide ? 0.42 : 0.46); x < box.x + box.width - 58; x += 5) {
      d += `M${round(x)} ${round(box.y + 5)}v${round(box.height - 10)}`;
    }

    setAttributes(vents, { d });
    setAttributes(watts, { x: box.x + box.width - 8, y: box.y + box.height / 2 + 3.3 });
    setText(watts, `${item.watts} W`);
    setAttributes(root, { "data-psu": item.id, "data-health": item.health, "aria-label": `Power supply ${item.name}, ${unitsOf(item)}, ${item.watts} watts, health ${item.health}` });
  }
}

/** A storage service with its drives and how much of it is given away. */
export function storageView(): View<Placed<StorageService>> {
  const plate = plateParts();
  const drives = svg("path", { class: "drives" });
  const trough = svg("rect", { class: "trough", rx: 2.5 });
  const fill = svg("rect", { class: "fill", rx: 2.5 });
  const share = svg("text", { class: "plate-value", "text-anchor": "end" });
  const root = svg("g", { class: "plate storage", role: "img" }, ...plate.elements, drives, trough, fill, share);
  return { root, update };

  function update({ item, box }: Placed<StorageService>): void {
    const tall = box.height > 24;
    plate.update(tall ? { ...box, height: box.height / 2 + 4 } : box, item.health, shortened(item.name, 18), box);
    const used = item.capacityGiB > 0 ? Math.min(1, item.allocatedGiB / item.capacityGiB) : 0;
    const bar = tall
      ? { x: box.x + 9, y: box.y + box.height - 12, width: box.width - 18, height: 5 }
      : { x: box.x + 130, y: box.y + box.height / 2 - 2.5, width: 80, height: 5 };
    let d = "";
    const step = Math.min(9, 108 / Math.max(1, item.drives));
    for (let drive = 0; tall && drive < item.drives; drive++) {
      d += `M${round(box.x + 128 + drive * step)} ${round(box.y + 6)}h${round(step * 0.6)}v10h${round(-step * 0.6)}z`;
    }

    setAttributes(drives, { d });
    setAttributes(trough, { ...bar });
    setAttributes(fill, { ...bar, width: round(bar.width * used), visibility: used > 0 ? null : "hidden" });
    setAttributes(share, { x: box.x + box.width - 9, y: tall ? box.y + 15 : box.y + box.height / 2 + 3.3 });
    const text = `${capacity(item.allocatedGiB)} of ${capacity(item.capacityGiB)}`;
    setText(share, text);
    setAttributes(root, {
      "data-storage": item.id,
      "data-health": item.health,
      "aria-label": `Storage service ${item.name}, ${unitsOf(item)}, ${item.drives} drives, ${text} allocated, health ${item.health}`,
    });
  }
}

function plateParts() {
  const body = svg("rect", { class: "plate-body", rx: 3 });
  const lamp = svg("circle", { class: "health", r: 2.4 });
  const name = svg("text", { class: "plate-name" });
  return {
    elements: [body, lamp, name],
    update(line: Box, health: string, text: string, whole: Box = line): void {
      setAttributes(body, { ...inset(whole, 0.75) });
      setAttributes(lamp, { cx: line.x + 10, cy: line.y + line.height / 2, "data-health": health });
      setAttributes(name, { x: line.x + 18, y: line.y + line.height / 2 + 3.3 });
      setText(name, text);
    },
  };
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
