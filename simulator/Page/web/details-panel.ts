import { el, keyed, setAttributes, setText, show, type View } from "./dom.js";
import { tint } from "./hue.js";
import { Panel } from "./panel.js";
import type { Scene } from "./scene.js";
import { split } from "./selection.js";
import type { ComposedNode, Device, System } from "./wire.js";
import { capacity, count, memory, timeOfDay, words } from "./wording.js";

/** link: the thing that a value leads to; page: the address of a page of its own. */
interface Fact { readonly name: string; readonly value: string; readonly link?: string; readonly page?: string }

interface Sheet { readonly kind: string; readonly name: string; readonly node: string | null; readonly facts: readonly Fact[] }

/** All that is known about what was chosen. */
export class DetailsPanel extends Panel {
  private readonly heading = el("h2", {}, "Details");
  private readonly close = el("button", { type: "button", class: "quiet-button" }, "Close");
  private readonly empty = el("p", { class: "empty" }, "Choose a system, a device or a node to see all of it. Hover to see what belongs together.");
  private readonly facts = el("dl", { class: "facts" });
  private scene: Scene | null = null;
  private thing: string | null = null;

  connectedCallback(): void {
    this.append(el("div", { class: "panel-head" }, this.heading, this.close), this.empty, this.facts);
    this.close.addEventListener("click", () => this.dispatchEvent(new Event("dismiss")));
    this.draw();
  }

  show(scene: Scene): void {
    this.scene = scene;
    this.draw();
  }

  choose(thing: string | null): void {
    this.thing = thing;
    this.draw();
  }

  private draw(): void {
    const sheet = this.thing === null || this.scene === null ? null : sheetOf(this.thing, this.scene);
    setText(this.heading, sheet === null ? "Details" : `${sheet.kind} ${sheet.name}`);
    setAttributes(this, { "data-chosen": sheet === null ? null : this.thing });
    tint(this, sheet?.node ?? null);
    show(this.close, sheet !== null);
    show(this.empty, sheet === null);
    keyed(this.facts, sheet?.facts ?? [], fact => fact.name, factView);
  }
}

function factView({ name }: Fact): View<Fact> {
  const text = el("span");
  const link = el("button", { type: "button", class: "fact-link" });
  const page = el("a", { class: "fact-link", target: "_blank" });
  const root = el("div", { class: "fact" }, el("dt", {}, name), el("dd", {}, text, link, page));
  return { root, update };

  function update(fact: Fact): void {
    setText(text, fact.link === undefined && fact.page === undefined ? fact.value : "");
    setText(link, fact.link === undefined ? "" : fact.value);
    setAttributes(link, { "data-thing": fact.link });
    show(link, fact.link !== undefined);
    setText(page, fact.page === undefined ? "" : fact.value);
    setAttributes(page, { href: fact.page });
    show(page, fact.page !== undefined);
  }
}

function sheetOf(thing: string, scene: Scene): Sheet | null {
  const [kind, id] = split(thing);
  switch (kind) {
    case "system": return orNull(scene.system(id), system => systemSheet(system, scene));
    case "device": return orNull(scene.device(id), device => deviceSheet(device, scene));
    default: return orNull(scene.node(id), node => nodeSheet(node, scene));
  }
}

function systemSheet(system: System, scene: Scene): Sheet {
  const ironic = scene.ironicOn(system.id);
  return {
    kind: "System", name: system.name || system.id, node: system.node, facts: [
      holder(system.node, scene),
      { name: "Id", value: system.id },
      ...place(system.id, scene),
      { name: "Model", value: system.model },
      { name: "Processors", value: `${system.processors} with ${count(system.cores, "core")}` },
      { name: "Memory", value: memory(system.memoryMiB) },
      { name: "Local drives", value: String(system.drives) },
      { name: "Network cards", value: String(system.nics) },
      { name: "Power", value: words(system.power) },
      { name: "Health", value: system.health },
      { name: "Boots from", value: system.bootTarget },
      { name: "Console", value: "what it wrote", page: `/sim/v1/systems/${encodeURIComponent(system.id)}/console` },
      ...(ironic ? [{ name: "Ironic", value: `${ironic.name || ironic.uuid}, ${ironic.provisionState}` }] : []),
    ],
  };
}

function deviceSheet(device: Device, scene: Scene): Sheet {
  return {
    kind: "Device", name: device.name || device.id, node: device.node, facts: [
      { name: "Kind", value: device.kind },
      holder(device.node, scene),
      { name: "Id", value: device.id },
      ...place(device.id, scene),
      { name: "Model", value: device.model },
      ...(device.capacityGiB > 0 ? [{ name: "Capacity", value: capacity(device.capacityGiB) }] : []),
      { name: "Health", value: device.health },
      { name: "Erased", value: device.erased ? "yes" : "no" },
    ],
  };
}

function nodeSheet(node: ComposedNode, scene: Scene): Sheet {
  const ironic = scene.ironicOn(node.system);
  return {
    kind: "Node", name: node.name || node.id, node: node.id, facts: [
      { name: "Id", value: node.id },
      ...(node.description ? [{ name: "Description", value: node.description }] : []),
      { name: "State", value: node.state },
      ...(node.reason ? [{ name: "Reason", value: node.reason }] : []),
      { name: "Health", value: node.health },
      { name: "Power", value: words(node.power) },
      { name: "Cores", value: String(node.cores) },
      { name: "Memory", value: memory(node.memoryMiB) },
      ...(node.system === null ? [] : [{ name: "System", value: scene.system(node.system)?.name || node.system, link: `system:${node.system}` }]),
      ...node.devices.map((id, index) => ({ name: `Device ${index + 1}`, value: scene.device(id)?.name || id, link: `device:${id}` })),
      ...(ironic ? [{ name: "Ironic", value: `${ironic.name || ironic.uuid}, ${ironic.provisionState}` }] : []),
      { name: "Since", value: timeOfDay(node.since) },
    ],
  };
}

function holder(node: string | null, scene: Scene): Fact {
  return node === null ? { name: "Held by", value: "nobody, free" } : { name: "Held by", value: scene.node(node)?.name || `node ${node}`, link: `node:${node}` };
}

function place(id: string, scene: Scene): Fact[] {
  const where = scene.whereIs(id);
  return where === undefined ? [] : [{ name: "Place", value: where }];
}

function orNull<T>(value: T | undefined, sheet: (value: T) => Sheet): Sheet | null {
  return value === undefined ? null : sheet(value);
}
