import { el, keyed, setAttributes, setText, show, type View } from "./dom.js";
import { tint } from "./hue.js";
import { Panel } from "./panel.js";
import { progressView } from "./progress-view.js";
import type { Scene } from "./scene.js";
import type { ComposedNode } from "./wire.js";
import { count, memory, timeOfDay, words } from "./wording.js";

interface Listed { readonly node: ComposedNode; readonly scene: Scene }

/** The composed nodes, each in its colour. */
export class NodesPanel extends Panel {
  private readonly tally = el("span", { class: "tally" });
  private readonly list = el("ul", { class: "cards" });
  private readonly command = el("code");
  private readonly empty = el("div", { class: "empty" }, el("p", {}, "No composed nodes yet. Try:"), el("pre", {}, this.command));

  connectedCallback(): void {
    this.append(el("h2", {}, "Composed nodes ", this.tally), this.empty, this.list);
    show(this.empty, false);
  }

  show(scene: Scene): void {
    const { nodes, addresses } = scene.snapshot;
    setText(this.tally, String(nodes.length));
    show(this.empty, nodes.length === 0);
    setText(this.command, addresses.valence
      ? `curl -X POST \\\n  ${addresses.valence}/v1/nodes \\\n  -H 'Content-Type: application/json' \\\n  -d '{"name": "web-1"}'`
      : `curl -k -u <user> -X POST \\\n  ${addresses.redfish ?? "https://…/redfish/v1"}/Nodes/Actions/Allocate \\\n  -H 'Content-Type: application/json' \\\n  -d '{"Name": "web-1"}'`);
    keyed(this.list, nodes.map(node => ({ node, scene })), listed => listed.node.id, nodeView);
  }
}

function nodeView({ node: first }: Listed): View<Listed> {
  const name = el("button", { type: "button", class: "card-button" });
  const state = el("span", { class: "state" });
  const power = el("span", { class: "power" });
  const facts = el("p", { class: "card-facts" });
  const since = el("p", { class: "card-since" });
  const reason = el("p", { class: "error-text" });
  const work = el("ul", { class: "works" });
  const root = el("li", { class: "card node-card", "data-composed-node": first.id, "data-thing": `node:${first.id}` },
    el("div", { class: "card-head" }, el("h3", {}, name), state), el("div", { class: "card-line" }, facts, power), since, reason, work);
  return { root, update };

  function update({ node, scene }: Listed): void {
    setAttributes(root, { "data-state": node.state, "data-power": node.power, "data-health": node.health });
    tint(root, node.id);
    setText(name, node.name || `node ${node.id}`);
    setText(state, node.state);
    setText(power, words(node.power));
    setAttributes(power, { "data-power": null, "data-lamp": node.power });
    setText(facts, `${count(node.cores, "core")} · ${memory(node.memoryMiB)}${node.devices.length > 0 ? ` · ${count(node.devices.length, "device")}` : ""}`);
    setText(since, `${node.system ?? "no system"} · ${words(node.state)} since ${timeOfDay(node.since)}`);
    setText(reason, node.reason ?? "");
    show(reason, node.reason !== null && node.reason !== "");
    const running = scene.runningWorkOf(node);
    show(work, running.length > 0);
    keyed(work, running, item => item.id, progressView);
  }
}
