import type { Mounted } from "./wire.js";

/** Measures of the drawing, in SVG user units. */
export const unitHeight = 18;
export const rackWidth = 400;
export const railWidth = 26;
export const capHeight = 14;
const footHeight = 14;

export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export function rackHeight(units: number): number {
  return capHeight + units * unitHeight + footHeight;
}

/** The lower edge of unit 1 is at the bottom of the rack. */
export function boxOf(units: number, unit: number, height: number): Box {
  return {
    x: railWidth,
    y: capHeight + (units - (unit + height - 1)) * unitHeight,
    width: rackWidth - 2 * railWidth,
    height: height * unitHeight,
  };
}

/** Things side by side in the same unit share its width. */
export function column(box: Box, index: number, columns: number): Box {
  const width = box.width / columns;
  return { ...box, x: box.x + index * width, width };
}

export function inset(box: Box, by: number): Box {
  return { x: box.x + by, y: box.y + by, width: box.width - 2 * by, height: box.height - 2 * by };
}

/** A grid of equal bays, filled row by row; at most perRow in a row as long as the height allows rows of rowHeight. */
export function bays(box: Box, count: number, perRow: number, rowHeight: number, gap: number): readonly Box[] {
  const mostRows = Math.max(1, Math.floor(box.height / rowHeight));
  const rows = Math.min(mostRows, Math.ceil(count / perRow));
  const columns = Math.ceil(count / rows);
  const width = (box.width - gap * (columns - 1)) / columns;
  const height = (box.height - gap * (rows - 1)) / rows;
  return Array.from({ length: count }, (_, index) => ({
    x: box.x + (index % columns) * (width + gap),
    y: box.y + Math.floor(index / columns) * (height + gap),
    width,
    height,
  }));
}

export function unitsOf(item: Mounted): string {
  return item.height > 1 ? `units ${item.unit} to ${item.unit + item.height - 1}` : `unit ${item.unit}`;
}
