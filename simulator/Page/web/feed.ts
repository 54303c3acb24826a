import type { JournalEntry, Snapshot } from "./wire.js";

const settleTime = 100;
const retryTime = 2000;

export interface Listener {
  snapshot(snapshot: Snapshot): void;
  opened(): void;
  entries(entries: readonly JournalEntry[]): void;
  connection(live: boolean): void;
}

/**
 * Follows the simulator: the journal by server-sent events, and after each burst of them one fresh snapshot. Never more than
 * one request is under way; what happens meanwhile leads to one more.
 */
export class Feed {
  private source: EventSource | null = null;
  private waiting: JournalEntry[] = [];
  private timer: number | undefined;
  private fetching = false;
  private stale = false;

  constructor(private readonly listener: Listener) {}

  start(): void {
    const source = new EventSource("/sim/v1/events");
    this.source = source;
    source.addEventListener("open", () => this.open());
    source.addEventListener("journal", event => this.receive(event as MessageEvent<string>));
    source.addEventListener("error", () => {
      this.listener.connection(false);
      // The browser connects again by itself unless the answer was no event stream at all (a proxy's 502, a fault rule).
      if (source.readyState === EventSource.CLOSED) {
        window.setTimeout(() => this.restart(source), retryTime);
      }
    });
    this.refresh();
  }

  private restart(old: EventSource): void {
    if (this.source === old) {
      this.start();
    }
  }

  private open(): void {
    this.listener.entries(this.waiting.splice(0));
    this.listener.opened();
    this.refresh();
  }

  private receive(event: MessageEvent<string>): void {
    this.waiting.push(JSON.parse(event.data) as JournalEntry);
    this.refreshSoon();
  }

  private refreshSoon(): void {
    this.timer ??= window.setTimeout(() => {
      this.timer = undefined;
      this.listener.entries(this.waiting.splice(0));
      this.refresh();
    }, settleTime);
  }

  private refresh(): void {
    if (this.fetching) {
      this.stale = true;
      return;
    }

    void this.fetchSnapshot();
  }

  private async fetchSnapshot(): Promise<void> {
    this.fetching = true;
    this.stale = false;
    let snapshot: Snapshot | null = null;
    try {
      const response = await fetch("/sim/v1/snapshot", { headers: { Accept: "application/json" }, cache: "no-store" });
      snapshot = response.ok ? await response.json() as Snapshot : null;
    } catch {
      // No answer, or half of one: the same to the page as a refusal.
    } finally {
      this.fetching = false;
    }

    if (snapshot === null) {
      this.listener.connection(false);
      window.setTimeout(() => this.refresh(), retryTime);
      return;
    }

    this.listener.snapshot(snapshot);
    this.listener.connection(this.source?.readyState === EventSource.OPEN);
    if (this.stale) {
      this.refreshSoon();
    }
  }
}
