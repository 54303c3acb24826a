import { el, keyed, setAttributes, setText, show, type View } from "./dom.js";
import { tint } from "./hue.js";
import { Panel } from "./panel.js";
import type { Scene } from "./scene.js";
import type { Instance, InstanceStep } from "./wire.js";
import { words } from "./wording.js";

interface Listed { readonly instance: Instance; readonly scene: Scene }

/** The instances of the core: each moves through its steps, forward, and back where one fails. */
export class InstancesPanel extends Panel {
  private readonly tally = el("span", { class: "tally" });
  private readonly list = el("ul", { class: "cards" });
  private readonly empty = el("p", { class: "empty" }, "No instances. One that is created through the core shows here.");

  connectedCallback(): void {
    this.append(el("h2", {}, "Instances ", this.tally), this.empty, this.list);
    show(this.empty, false);
  }

  show(scene: Scene): void {
    const { instances } = scene.snapshot;
    setText(this.tally, String(instances.length));
    show(this.empty, instances.length === 0);
    keyed(this.list, instances.map(instance => ({ instance, scene })), listed => listed.instance.uuid, instanceView);
  }
}

function instanceView({ instance: first }: Listed): View<Listed> {
  const name = el("button", { type: "button", class: "card-button" });
  const state = el("span", { class: "state" });
  const facts = el("p", { class: "card-facts" });
  const trail = el("ol", { class: "trail" });
  const now = el("p", { class: "card-since" });
  const fault = el("p", { class: "error-text" });
  const root = el("li", { class: "card ironic-card", "data-instance": first.uuid }, el("div", { class: "card-head" }, el("h3", {}, name), state), facts, trail, now, fault);
  return { root, update };

  function update({ instance, scene }: Listed): void {
    const node = scene.nodeOfCore(instance.nodeId);
    setAttributes(root, {
      "data-state": instance.state,
      "data-step": instance.step,
      "data-direction": instance.operationState === "reverting" ? "back" : instance.step === null ? null : "forward",
      "data-tone": toneOf(instance),
      "data-thing": node ? `node:${node.id}` : null,
    });
    tint(root, node?.id ?? null);
    setAttributes(name, { disabled: !node });
    setText(name, instance.name);
    setText(state, instance.state);
    const machine = instance.composed === null ? "no machine yet" : instance.composed ? "composed" : "pre-set";
    setText(facts, [machine, instance.powerState ?? "", instance.attempt > 1 ? `attempt ${instance.attempt}` : ""].filter(part => part !== "").join(" · "));
    show(trail, instance.step !== null);
    keyed(trail, instance.steps.map((step, index) => ({ step, index })), ({ index }) => String(index), trailView);
    setText(now, instance.step ?? "");
    show(now, instance.step !== null);
    setText(fault, instance.fault ?? "");
    show(fault, instance.fault !== null);
  }
}

/** A dot for each step; its title says which. */
function trailView(): View<{ step: InstanceStep; index: number }> {
  const root = el("li", { class: "trail-dot" });
  return { root, update };

  function update({ step }: { step: InstanceStep }): void {
    const said = `${step.name}: ${words(step.state)}${step.detail ? ` (${step.detail})` : ""}`;
    setAttributes(root, { "data-state": step.state, title: said, "aria-label": said, role: "img" });
  }
}

function toneOf(instance: Instance): string {
  return instance.state === "error" ? "failed" : instance.step !== null ? "busy" : instance.state === "active" ? "good" : "calm";
}
