import { BRICK, type MapField, PADDED } from "./field";

/** The part of a body in front of the plane at `y`: a flat back, on which it lies. */
export function cutBehind(field: MapField, y: number): MapField {
  /** Far before the plane, values stay as they are. */
  const isFar = (y0: number): boolean => y0 + BRICK < y - BRICK;
  return {
    size: field.size,
    boxSign(x0, y0, z0, x1, y1, z1) {
      if (y0 >= y) return -1;
      const sign = field.boxSign(x0, y0, z0, x1, y1, z1);
      return sign === 1 && y1 >= y ? 0 : sign;
    },
    sampleBrick(x0, y0, z0, out, offset) {
      field.sampleBrick(x0, y0, z0, out, offset);
      if (isFar(y0)) return;
      for (let n = 0; n < BRICK ** 3; n++) {
        const left = y - y0 - ((n >> 3) & 7);
        if (left < out[offset + n]) out[offset + n] = left;
      }
    },
    signBrick(x0, y0, z0, signs, offset) {
      field.signBrick(x0, y0, z0, signs, offset);
      for (let row = 0; row < BRICK * BRICK; row++) if (y - y0 - (row & 7) <= 0) signs[offset + row] = 0;
    },
    sampleWanted(x0, y0, z0, wanted, out) {
      field.sampleWanted(x0, y0, z0, wanted, out);
      for (let row = 0; row < PADDED * PADDED; row++) {
        const j = row % PADDED;
        if (wanted[row] === 0 || isFar(y0 + (j & BRICK))) continue;
        const left = y - y0 - j;
        for (let i = 0, at = row * PADDED; i < PADDED; i++, at++)
          if ((wanted[row] >> i) & 1 && left < out[at]) out[at] = left;
      }
    },
  };
}
