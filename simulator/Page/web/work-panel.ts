import { el, keyed, setText, show } from "./dom.js";
import { Panel } from "./panel.js";
import { progressView } from "./progress-view.js";
import type { Scene } from "./scene.js";

const endedShown = 5;

/** Running work first, then what ended last. */
export class WorkPanel extends Panel {
  private readonly tally = el("span", { class: "tally" });
  private readonly list = el("ul", { class: "works" });
  private readonly empty = el("p", { class: "empty" }, "Nothing is running. Power a system on or assemble a node.");

  connectedCallback(): void {
    this.append(el("h2", {}, "Work ", this.tally), this.empty, this.list);
    show(this.empty, false);
  }

  show(scene: Scene): void {
    const { work } = scene.snapshot;
    const running = work.filter(item => item.state === "Running");
    const ended = work.filter(item => item.state !== "Running")
      .sort((a, b) => Date.parse(b.ended ?? b.since) - Date.parse(a.ended ?? a.since)).slice(0, endedShown);
    setText(this.tally, `${running.length} running`);
    show(this.empty, running.length + ended.length === 0);
    keyed(this.list, [...running, ...ended], item => item.id, progressView);
  }
}
