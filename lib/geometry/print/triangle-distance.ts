/**
 * Squared distance from a point to a triangle whose corners stand one after the other in `t` from `at` on (Ericson,
 * "Real-Time Collision Detection", 2005, section 5.1.5: by the seven regions round the triangle). Written without closures
 * and arrays: it is called a million times.
 */
export function squaredTriangleDistance(
  t: Float32Array | Float64Array,
  at: number,
  x: number,
  y: number,
  z: number,
): number {
  const ux = t[at + 3] - t[at];
  const uy = t[at + 4] - t[at + 1];
  const uz = t[at + 5] - t[at + 2];
  const vx = t[at + 6] - t[at];
  const vy = t[at + 7] - t[at + 1];
  const vz = t[at + 8] - t[at + 2];
  const px = x - t[at];
  const py = y - t[at + 1];
  const pz = z - t[at + 2];
  const uu = ux * ux + uy * uy + uz * uz;
  const uv = ux * vx + uy * vy + uz * vz;
  const vv = vx * vx + vy * vy + vz * vz;
  const pu = px * ux + py * uy + pz * uz;
  const pv = px * vx + py * vy + pz * vz;
  // Along both sides from the second corner, and from the third.
  const bu = pu - uu;
  const bv = pv - uv;
  const cu = pu - uv;
  const cv = pv - vv;
  const beyondU = pu * bv - bu * pv;
  const beyondV = cu * pv - pu * cv;
  const beyondBoth = bu * cv - cu * bv;
  // The nearest point is the first corner + s · u + w · v.
  let s = 0;
  let w = 0;
  if (pu <= 0 && pv <= 0) s = 0;
  else if (bu >= 0 && bv <= bu) s = 1;
  else if (cv >= 0 && cu <= cv) w = 1;
  else if (beyondU <= 0 && pu >= 0 && bu <= 0) s = uu > 0 ? pu / uu : 0;
  else if (beyondV <= 0 && pv >= 0 && cv <= 0) w = vv > 0 ? pv / vv : 0;
  else if (beyondBoth <= 0 && bv >= bu && cu >= cv) {
    const along = bv - bu + (cu - cv);
    w = along > 0 ? (bv - bu) / along : 0;
    s = 1 - w;
  } else {
    const sum = beyondU + beyondV + beyondBoth;
    s = sum > 0 ? beyondV / sum : 0;
    w = sum > 0 ? beyondU / sum : 0;
  }
  const dx = px - s * ux - w * vx;
  const dy = py - s * uy - w * vy;
  const dz = pz - s * uz - w * vz;
  return dx * dx + dy * dy + dz * dz;
}
