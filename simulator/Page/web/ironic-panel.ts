import { el, keyed, setAttributes, setText, show, type View } from "./dom.js";
import { tint } from "./hue.js";
import { Panel } from "./panel.js";
import type { Scene } from "./scene.js";
import type { IronicNode } from "./wire.js";
import { shortened } from "./wording.js";

interface Listed { readonly ironic: IronicNode; readonly scene: Scene }

/** What the fake Ironic knows: bare metal nodes in their provision states, in Ironic's own spelling. */
export class IronicPanel extends Panel {
  private readonly tally = el("span", { class: "tally" });
  private readonly list = el("ul", { class: "cards" });
  private readonly empty = el("p", { class: "empty" }, "No bare metal nodes. Register a composed node and it shows here.");

  connectedCallback(): void {
    this.append(el("h2", {}, "Ironic nodes ", this.tally), this.empty, this.list);
    show(this.empty, false);
  }

  show(scene: Scene): void {
    const { ironic } = scene.snapshot;
    setText(this.tally, String(ironic.length));
    show(this.empty, ironic.length === 0);
    keyed(this.list, ironic.map(node => ({ ironic: node, scene })), listed => listed.ironic.uuid, ironicView);
  }
}

function ironicView({ ironic: first }: Listed): View<Listed> {
  const name = el("button", { type: "button", class: "card-button" });
  const state = el("span", { class: "state" });
  const facts = el("p", { class: "card-facts" });
  const since = el("p", { class: "card-since" });
  const error = el("p", { class: "error-text" });
  const root = el("li", { class: "card ironic-card", "data-ironic-node": first.uuid }, el("div", { class: "card-head" }, el("h3", {}, name), state), facts, since, error);
  return { root, update };

  function update({ ironic, scene }: Listed): void {
    const node = scene.system(ironic.system)?.node ?? null;
    setAttributes(root, {
      "data-provision-state": ironic.provisionState,
      "data-tone": toneOf(ironic),
      "data-thing": node !== null ? `node:${node}` : ironic.system !== null ? `system:${ironic.system}` : null,
    });
    tint(root, node);
    setAttributes(name, { disabled: ironic.system === null });
    setText(name, ironic.name || shortened(ironic.uuid, 14));
    setText(state, ironic.targetProvisionState === null ? ironic.provisionState : `${ironic.provisionState} → ${ironic.targetProvisionState}`);
    const power = ironic.powerState ?? "power unknown";
    setText(facts, `${ironic.targetPowerState === null ? power : `${power} → ${ironic.targetPowerState}`}${ironic.maintenance ? " · maintenance" : ""}`);
    setText(since, ironic.system === null ? ironic.uuid : `${ironic.system} · ${ironic.uuid}`);
    setText(error, ironic.lastError ?? "");
    show(error, ironic.lastError !== null && ironic.lastError !== "");
  }
}

function toneOf(node: IronicNode): string {
  if (node.provisionState.includes("failed") || node.provisionState === "error") {
    return "failed";
  }

  return node.targetProvisionState !== null || node.provisionState.endsWith("ing") ? "busy" : node.provisionState === "active" ? "good" : "calm";
}
