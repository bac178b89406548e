/** A place within an outline, and how far it lies from the outline. */
export interface RoomPoint {
  u: number;
  v: number;
  clearMm: number;
}

/** Closed rings of points; holes turn the other way, but only crossings are counted here. */
export type Outline = readonly (readonly (readonly [number, number])[])[];

/** Points along the longer side of what is looked at. */
const LATTICE = 56;

/**
 * How far within an outline the points of a lattice lie: each is the middle of the largest circle round it that stays
 * inside. Distances to the outline's own segments are exact, so that no raster decides over tenths of a millimetre; a
 * medial axis would find the very largest circle, which a peg does not need.
 */
export function measureRoom(outline: Outline): RoomPoint[] {
  const corners = outline.flat();
  if (corners.length === 0) return [];
  const [lowU, highU] = span(corners.map(([u]) => u));
  const [lowV, highV] = span(corners.map(([, v]) => v));
  const step = Math.max(highU - lowU, highV - lowV) / LATTICE;
  const found: RoomPoint[] = [];
  if (!(step > 0)) return found;
  for (let v = lowV + step / 2; v < highV; v += step)
    for (let u = lowU + step / 2; u < highU; u += step) {
      const clearMm = clearance(outline, u, v);
      if (clearMm > 0) found.push({ u, v, clearMm });
    }
  return found;
}

function span(values: number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Distance to the nearest segment; 0 outside, told by the parity of segments crossed on the way to the right. */
function clearance(outline: Outline, u: number, v: number): number {
  let inside = false;
  let nearest = Infinity;
  for (const ring of outline)
    for (let n = 0, m = ring.length - 1; n < ring.length; m = n++) {
      const [au, av] = ring[m];
      const [bu, bv] = ring[n];
      if (av > v !== bv > v && u < au + ((v - av) / (bv - av)) * (bu - au)) inside = !inside;
      const [du, dv] = [bu - au, bv - av];
      const length = du * du + dv * dv;
      const along = length > 0 ? Math.min(1, Math.max(0, ((u - au) * du + (v - av) * dv) / length)) : 0;
      const [eu, ev] = [u - au - along * du, v - av - along * dv];
      nearest = Math.min(nearest, eu * eu + ev * ev);
    }
  return inside ? Math.sqrt(nearest) : 0;
}
