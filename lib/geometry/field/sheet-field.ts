import { alone, type Crew } from "../crew/crew";
import type { MapField } from "./field";
import { measureSheets } from "./measure-sheets";
import { SheetSamples, type Sheets } from "./sheet-samples";
import { signBetween, TileBounds } from "./tile-bounds";

/**
 * φ = (U − d²) / √(|∇U|² + 4d²) with U of the side on which the sample lies and d its distance to the middle plane:
 * close to a distance near the surface, and smooth at the rim, where √U − |d| would have an edge. Cut off by the floor.
 */
export class SheetField extends SheetSamples implements MapField {
  readonly size: readonly [number, number, number];
  private readonly frontBounds: TileBounds;
  private readonly backBounds: TileBounds;

  constructor(sheets: Sheets, crew: Crew = alone) {
    const measured = measureSheets(sheets, crew);
    const { width, height, front, back, depth } = sheets;
    const frontBounds = new TileBounds(front, width, height);
    const backBounds = back === front ? frontBounds : new TileBounds(back, width, height);
    super({ ...sheets, ...measured() });
    this.size = [width, depth, height];
    this.frontBounds = frontBounds;
    this.backBounds = backBounds;
  }

  boxSign(x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): -1 | 0 | 1 {
    const { middle, floor } = this.parts;
    if (z1 < floor) return -1;
    const lowX = Math.min(middle.alongX * x0, middle.alongX * x1);
    const highX = Math.max(middle.alongX * x0, middle.alongX * x1);
    const lowZ = Math.min(middle.alongZ * z0, middle.alongZ * z1);
    const highZ = Math.max(middle.alongZ * z0, middle.alongZ * z1);
    const d0 = y0 - middle.at - highX - highZ;
    const d1 = y1 - middle.at - lowX - lowZ;
    const sign = signBetween(this.frontBounds, this.backBounds, d0, d1, x0, z0, x1, z1);
    return sign > 0 && z0 <= floor ? 0 : sign;
  }
}
