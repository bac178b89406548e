import type { Mesh } from "./mesh";

export interface Bounds {
  low: [number, number, number];
  high: [number, number, number];
}

/** The axis-aligned box round all vertices; all zeros for an empty mesh. */
export function measureBounds({ positions }: Mesh): Bounds {
  if (positions.length === 0) return { low: [0, 0, 0], high: [0, 0, 0] };
  const low: Bounds["low"] = [Infinity, Infinity, Infinity];
  const high: Bounds["high"] = [-Infinity, -Infinity, -Infinity];
  for (let axis = 0; axis < 3; axis++) {
    let least = Infinity;
    let most = -Infinity;
    for (let at = axis; at < positions.length; at += 3) {
      const value = positions[at];
      if (value < least) least = value;
      if (value > most) most = value;
    }
    low[axis] = least;
    high[axis] = most;
  }
  return { low, high };
}
