import type { ClockReading } from "./wire.js";

/** The simulator's clock as far as the page can know it: real and scaled clocks run on between two readings, a virtual one waits to be told. */
export class SimulatedClock {
  private told = 0;
  private heardAt = 0;
  private rate = 0;

  mode = "real";
  frozen = false;

  tell(reading: ClockReading): void {
    this.mode = reading.mode;
    this.frozen = reading.frozen;
    this.rate = reading.frozen ? 0 : rateOf(reading.mode);
    this.set(Date.parse(reading.now));
  }

  /** Nobody tells the time any more: it stands where it was last known, until the next reading. */
  stop(): void {
    this.set(this.now());
    this.rate = 0;
  }

  /** A journal entry tells the time too, and often first. */
  hear(at: string): void {
    const time = Date.parse(at);
    if (time > this.now()) {
      this.set(time);
    }
  }

  /** Milliseconds since 1970 in simulated time; 0 before the first reading. */
  now(): number {
    return this.told + (performance.now() - this.heardAt) * this.rate;
  }

  get runs(): boolean { return this.rate > 0; }

  private set(time: number): void {
    this.told = Number.isNaN(time) ? this.told : time;
    this.heardAt = performance.now();
  }
}

function rateOf(mode: string): number {
  if (mode === "real") {
    return 1;
  }

  const factor = Number(/^scaled=(.+)$/.exec(mode)?.[1]);
  return Number.isFinite(factor) ? factor : 0;
}
