import { paint, type Solid } from "./shape-solid";
import type { ShapeWish } from "./shape-wish";

/** In the wished colour, or the noun's own. */
export const paintMain = (wish: ShapeWish, color: number, inner: Solid): Solid =>
  paint(wish.color ?? color, inner);
