import type { FilamentSwap } from "@/lib/geometry/mesh/print-report";
import type { LayersSettings } from "../settings/layers";
import { hexOf, type ColoredSolid } from "./join-bodies";

/** Where each colour of a stack ends, in millimetres: always on a printed layer, and at least one layer thick. */
export function stackHeights(count: number, { base_mm, step_mm, print_layer_mm }: LayersSettings): number[] {
  const layers = (thickness: number): number => Math.max(1, Math.round(thickness / print_layer_mm));
  return Array.from({ length: count }, (_, n) =>
    Number(((layers(base_mm) + n * layers(step_mm)) * print_layer_mm).toFixed(4)),
  );
}

/** When a printer with one nozzle changes its filament: before the layer named, counted from 1. */
export function listSwaps(
  solids: ColoredSolid[],
  heights: number[],
  { print_layer_mm }: LayersSettings,
): FilamentSwap[] {
  return solids.slice(1).map(({ color }, n) => ({
    heightMm: heights[n],
    layer: Math.round(heights[n] / print_layer_mm) + 1,
    color: hexOf(color),
  }));
}

export function swapNotes(
  first: readonly number[],
  swaps: FilamentSwap[],
  { print_layer_mm }: LayersSettings,
): string[] {
  if (swaps.length === 0) return [];
  const changes = swaps.map(({ heightMm, layer, color }) => `${color} at ${heightMm} mm (layer ${layer})`);
  return [
    `With one nozzle and layers of ${print_layer_mm} mm, start with ${hexOf(first)}, then change the filament to ` +
      `${changes.join(", to ")}.`,
  ];
}
