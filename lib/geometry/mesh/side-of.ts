/** Twice the area of (s, t, point), of exactly opposite sign for (t, s): no column slips between two triangles. */
export function sideOf(sx: number, sy: number, tx: number, ty: number, x: number, y: number): number {
  return sx < tx || (sx === tx && sy < ty)
    ? (tx - sx) * (y - sy) - (ty - sy) * (x - sx)
    : -((sx - tx) * (y - ty) - (sy - ty) * (x - tx));
}
