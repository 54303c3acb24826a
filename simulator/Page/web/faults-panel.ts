import { el, keyed, setText, show, type View } from "./dom.js";
import { Panel } from "./panel.js";
import type { Scene } from "./scene.js";
import type { Fault } from "./wire.js";
import { count } from "./wording.js";

/** The fault rules in force. */
export class FaultsPanel extends Panel {
  private readonly tally = el("span", { class: "tally" });
  private readonly list = el("ul", { class: "cards" });
  private readonly empty = el("p", { class: "empty" }, "No fault rules: everything works as it should.");

  connectedCallback(): void {
    this.append(el("h2", {}, "Faults ", this.tally), this.empty, this.list);
    show(this.empty, false);
  }

  show(scene: Scene): void {
    const { faults } = scene.snapshot;
    setText(this.tally, String(faults.length));
    show(this.empty, faults.length === 0);
    keyed(this.list, faults, fault => fault.id, faultView);
  }
}

function faultView(first: Fault): View<Fault> {
  const where = el("code", { class: "fault-where" });
  const what = el("span", { class: "state" });
  const struck = el("p", { class: "card-since" });
  const root = el("li", { class: "card fault-card", "data-fault": first.id }, el("div", { class: "card-head" }, where, what), struck);
  return { root, update };

  function update(fault: Fault): void {
    setText(where, fault.where);
    setText(what, fault.what);
    setText(struck, `${fault.id} · struck ${count(fault.struck, "time")} of ${count(fault.matched, "match", "matches")}`);
  }
}
