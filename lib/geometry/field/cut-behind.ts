import { BRICK, type Field } from "./field";

/** The part of a body in front of the plane at `y`: a flat back, on which it lies. */
export function cutBehind(field: Field, y: number): Field {
  return {
    size: field.size,
    boxSign(x0, y0, z0, x1, y1, z1) {
      if (y0 >= y) return -1;
      const sign = field.boxSign(x0, y0, z0, x1, y1, z1);
      return sign === 1 && y1 >= y ? 0 : sign;
    },
    sampleBrick(x0, y0, z0, out, offset) {
      field.sampleBrick(x0, y0, z0, out, offset);
      if (y0 + BRICK < y - BRICK) return;
      for (let n = 0; n < BRICK ** 3; n++) {
        const left = y - y0 - ((n >> 3) & 7);
        if (left < out[offset + n]) out[offset + n] = left;
      }
    },
  };
}
