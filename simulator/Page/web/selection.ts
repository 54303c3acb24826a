import type { Scene } from "./scene.js";

/** What pointer and keyboard can pick: "system:r1-d1-s1", "device:…", "node:7". */
export type Thing = `${"system" | "device" | "node"}:${string}`;

/**
 * One place for hovering, focusing and choosing, by delegation: an element takes part by its data-thing attribute. What belongs to
 * the same composed node lights up together, wherever it is drawn.
 */
export class Selection {
  private hot: string | null = null;
  private scene: Scene | null = null;
  chosen: string | null = null;

  constructor(private readonly changed: () => void) {
    document.addEventListener("pointerover", event => this.warm(thingAt(event.target)));
    document.addEventListener("focusin", event => this.warm(thingAt(event.target)));
    document.addEventListener("focusout", () => this.warm(null));
    document.documentElement.addEventListener("pointerleave", () => this.warm(null));
    document.addEventListener("click", event => this.choose(thingAt(event.target)));
    document.addEventListener("keydown", event => this.press(event));
  }

  show(scene: Scene): void {
    this.scene = scene;
    this.paint();
  }

  choose(thing: string | null): void {
    if (thing !== null) {
      this.chosen = thing;
      this.paint();
      this.changed();
    }
  }

  clear(): void {
    this.chosen = null;
    this.paint();
    this.changed();
  }

  private press(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.chosen !== null) {
      this.clear();
    }

    // A real button presses itself; the sleds and bays of the drawing have to be told.
    if ((event.key === "Enter" || event.key === " ") && event.target instanceof SVGElement) {
      event.preventDefault();
      this.choose(thingAt(event.target));
    }
  }

  private warm(thing: string | null): void {
    if (this.hot !== thing) {
      this.hot = thing;
      this.paint();
    }
  }

  private paint(): void {
    const lit = this.hot ?? this.chosen;
    const node = lit === null ? null : this.nodeOf(lit);
    // Only what is pointed at dims the rest: a choice stays for long, and the whole rack should be readable meanwhile.
    document.body.classList.toggle("spotlight", this.hot !== null && node !== null);
    for (const element of document.querySelectorAll("[data-thing]")) {
      const thing = element.getAttribute("data-thing")!;
      const related = lit !== null && (thing === lit || (node !== null && this.nodeOf(thing) === node));
      element.classList.toggle("lit", related);
      element.classList.toggle("chosen", thing === this.chosen);
    }
  }

  private nodeOf(thing: string): string | null {
    const [kind, id] = split(thing);
    switch (kind) {
      case "system": return this.scene?.system(id)?.node ?? null;
      case "device": return this.scene?.device(id)?.node ?? null;
      default: return id;
    }
  }
}

export function split(thing: string): [kind: string, id: string] {
  const colon = thing.indexOf(":");
  return [thing.slice(0, colon), thing.slice(colon + 1)];
}

function thingAt(target: EventTarget | null): string | null {
  return target instanceof Element ? target.closest("[data-thing]")?.getAttribute("data-thing") ?? null : null;
}
