import type { Step } from "../crew/crew";
import { BRICK, type MapSamples } from "../field/field";
import { openSamples, type SamplesParts } from "../field/open-samples";
import {
  ALL_INSIDE,
  ALL_OUTSIDE,
  BRICK_ROWS,
  Lattice,
  type LatticeArrays,
  MIXED,
  slotOfPart,
} from "./lattice";

/** Signs of every numbered slot of a field made from maps. */
export const signSlots: Step<{ lattice: LatticeArrays; samples: SamplesParts }> = {
  name: "sign-slots",
  open: ({ lattice: arrays, samples }) => {
    const lattice = new Lattice(arrays);
    const maps = openSamples(samples);
    return (part) => {
      const end = slotOfPart(part + 1, lattice.count);
      for (let slot = slotOfPart(part, lattice.count); slot < end; slot++) signSlot(lattice, maps, slot);
    };
  },
};

/** The signs of one slot's brick, and whether they agree. */
export function signSlot(lattice: Lattice, maps: MapSamples, slot: number): void {
  const brick = lattice.brickOf[slot];
  const [x0, y0, z0] = [lattice.originX(brick), lattice.originY(brick), lattice.originZ(brick)];
  maps.signBrick(x0, y0, z0, lattice.signs, slot * BRICK_ROWS);
  settleSigns(lattice, slot, x0, y0, z0);
}

/** What is done to the signs of a brick once it was sampled: the border is closed, and a mark made. */
export function settleSigns(lattice: Lattice, slot: number, x0: number, y0: number, z0: number): void {
  forceBorderOutside(lattice, slot, x0, y0, z0);
  lattice.uniform[slot] = markOf(lattice, slot);
}

/** The first and last sample along every axis, and all beyond, are outside: that closes the surface. */
function forceBorderOutside(
  { size, signs }: Lattice,
  slot: number,
  x0: number,
  y0: number,
  z0: number,
): void {
  const [width, depth, height] = size;
  const lastX = width - 2 - x0;
  const lastY = depth - 2 - y0;
  const lastZ = height - 2 - z0;
  if (x0 > 0 && y0 > 0 && z0 > 0 && lastX >= 7 && lastY >= 7 && lastZ >= 7) return;
  let keep = lastX >= 7 ? 255 : lastX < 0 ? 0 : (2 << lastX) - 1;
  if (x0 === 0) keep &= 254;
  for (let k = 0; k < BRICK; k++) {
    const outsideZ = k > lastZ || z0 + k === 0;
    for (let j = 0; j < BRICK; j++) {
      const row = slot * BRICK_ROWS + k * BRICK + j;
      signs[row] &= outsideZ || j > lastY || y0 + j === 0 ? 0 : keep;
    }
  }
}

function markOf({ signs }: Lattice, slot: number): number {
  const first = slot * BRICK_ROWS;
  const sign = signs[first];
  if (sign !== 0 && sign !== 255) return MIXED;
  for (let row = first + 1; row < first + BRICK_ROWS; row++) if (signs[row] !== sign) return MIXED;
  return sign === 0 ? ALL_OUTSIDE : ALL_INSIDE;
}
