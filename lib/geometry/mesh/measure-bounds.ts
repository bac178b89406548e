import type { Mesh } from "./mesh";

export interface Bounds {
  low: [number, number, number];
  high: [number, number, number];
}

/** The axis-aligned box round all vertices; all zeros for an empty mesh. */
export function measureBounds({ positions }: Mesh): Bounds {
  if (positions.length === 0) return { low: [0, 0, 0], high: [0, 0, 0] };
  let [lowX, lowY, lowZ] = [Infinity, Infinity, Infinity];
  let [highX, highY, highZ] = [-Infinity, -Infinity, -Infinity];
  for (let at = 0; at < positions.length; at += 3) {
    const x = positions[at];
    const y = positions[at + 1];
    const z = positions[at + 2];
    if (x < lowX) lowX = x;
    if (x > highX) highX = x;
    if (y < lowY) lowY = y;
    if (y > highY) highY = y;
    if (z < lowZ) lowZ = z;
    if (z > highZ) highZ = z;
  }
  return { low: [lowX, lowY, lowZ], high: [highX, highY, highZ] };
}
