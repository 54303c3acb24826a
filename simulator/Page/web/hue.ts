import { setStyle } from "./dom.js";

// Green, amber and red mean power, warning and failure; nodes share the rest of the wheel.
const first = 165;
const span = 180;
const goldenRatio = 0.618033988749895;

/** The same node has the same hue on every page and after every restart; neighbouring ids lie far apart. */
export function hueOf(node: string): number {
  const number = /^\d+$/.test(node) ? Number(node) : hash(node);
  return Math.round(first + span * ((number * goldenRatio) % 1));
}

export function tint(element: HTMLElement | SVGElement, node: string | null): void {
  setStyle(element, "--hue", node === null ? null : String(hueOf(node)));
}

function hash(text: string): number {
  let sum = 7;
  for (let i = 0; i < text.length; i++) {
    sum = (sum * 31 + text.charCodeAt(i)) % 65_521;
  }

  return sum;
}
