import { el, keyed, setAttributes, setStyle, setText, type View } from "./dom.js";
import { Panel } from "./panel.js";
import type { Scene } from "./scene.js";

interface Tile { readonly name: string; readonly tone: string; readonly number: number; readonly of: number }

/** How the pod stands, in six numbers. */
export class SummaryPanel extends Panel {
  private readonly list = el("ul", { class: "tiles" });

  connectedCallback(): void {
    this.append(this.list);
  }

  show(scene: Scene): void {
    const { systems, devices } = scene;
    const failed = systems.filter(system => scene.isFailed(system));
    const tiles: readonly Tile[] = [
      { name: "Systems free", tone: "free", number: systems.filter(s => s.node === null && !scene.isFailed(s)).length, of: systems.length },
      { name: "Systems composed", tone: "composed", number: systems.filter(s => s.node !== null).length, of: systems.length },
      { name: "Systems powered", tone: "powered", number: systems.filter(s => s.power === "On").length, of: systems.length },
      { name: "Systems failed", tone: failed.length > 0 ? "failed" : "calm", number: failed.length, of: systems.length },
      { name: "Devices free", tone: "free", number: devices.filter(d => d.node === null).length, of: devices.length },
      { name: "Devices held", tone: "composed", number: devices.filter(d => d.node !== null).length, of: devices.length },
    ];
    keyed(this.list, tiles, tile => tile.name, tileView);
  }
}

function tileView(): View<Tile> {
  const number = el("span", { class: "tile-number" });
  const of = el("span", { class: "tile-of" });
  const name = el("span", { class: "tile-name" });
  const level = el("span", { class: "tile-level" });
  const root = el("li", { class: "tile" }, name, el("span", { class: "tile-figures" }, number, " ", of), el("span", { class: "tile-meter", "aria-hidden": "true" }, level));
  return { root, update };

  function update(tile: Tile): void {
    setAttributes(root, { "data-tile": tile.name, "data-tone": tile.tone });
    setText(name, tile.name);
    setText(number, String(tile.number));
    setText(of, `of ${tile.of}`);
    setStyle(level, "--level", String(tile.of === 0 ? 0 : tile.number / tile.of));
  }
}
