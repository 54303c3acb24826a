import { el, keyed, setAttributes, setText, show, type View } from "./dom.js";
import { Panel } from "./panel.js";
import type { JournalEntry } from "./wire.js";
import { timeOfDay } from "./wording.js";

const kept = 200;

/** The journal as it is written, newest first. Paused, it collects without showing. */
export class EventsPanel extends Panel {
  private readonly pause = el("button", { type: "button", class: "quiet-button", "aria-pressed": "false" }, "Pause");
  private readonly list = el("ol", { class: "events", tabindex: 0, role: "list", "aria-label": "Events, newest first" });
  private readonly empty = el("p", { class: "empty" }, "Nothing has happened yet.");
  private entries: JournalEntry[] = [];
  private paused = false;
  private held = 0;
  private fresh = false;

  connectedCallback(): void {
    this.append(el("div", { class: "panel-head" }, el("h2", {}, "Events"), this.pause), this.empty, this.list);
    show(this.list, false);
    this.pause.addEventListener("click", () => this.toggle());
  }

  show(): void {}

  /** What comes next either goes on where the list ends or tells it again from earlier on. */
  opened(): void {
    this.fresh = true;
  }

  add(entries: readonly JournalEntry[]): void {
    for (const entry of entries) {
      this.take(entry);
    }

    this.draw();
  }

  private take(entry: JournalEntry): void {
    // A restarted simulator counts from 1 again, and with the same seed it may even say the same at first: once numbers go
    // back, only what is told now is true.
    if (entry.sequence <= (this.entries[0]?.sequence ?? 0)) {
      this.entries = this.fresh ? [] : this.entries.filter(other => other.sequence < entry.sequence);
    }

    this.fresh = false;
    this.entries.unshift(entry);
    this.entries.length = Math.min(this.entries.length, kept);
    this.held++;
  }

  private toggle(): void {
    this.paused = !this.paused;
    this.held = 0;
    this.draw();
  }

  private draw(): void {
    setAttributes(this.pause, { "aria-pressed": String(this.paused) });
    setText(this.pause, !this.paused ? "Pause" : this.held === 0 ? "Resume" : `Resume (${this.held} new)`);
    if (!this.paused) {
      this.held = 0;
      show(this.empty, this.entries.length === 0);
      show(this.list, this.entries.length > 0);
      keyed(this.list, this.entries, entry => `${entry.sequence} ${entry.at} ${entry.text}`, entryView);
    }
  }
}

function entryView(entry: JournalEntry): View<JournalEntry> {
  const root = el("li", { class: "event", "data-event": entry.sequence, "data-room": entry.room },
    el("time", { datetime: entry.at }, timeOfDay(entry.at)),
    el("span", { class: "room" }, entry.room),
    el("span", { class: "event-text" }, entry.text));
  return { root, update: () => {} };
}
