import type { Field } from "@/lib/geometry/field/field";
import { functionField, type Size } from "@/lib/run/function-field";

export { functionField, makeRandom, type Size } from "@/lib/run/function-field";

/** A field from a full volume of samples, x fastest. Knows no boxes. */
export function volumeField(size: Size, values: Float32Array): Field {
  const [width, depth, height] = size;
  return functionField(size, (x, y, z) =>
    x < width && y < depth && z < height ? values[(z * depth + y) * width + x] : -1,
  );
}

export const sphereAt =
  (cx: number, cy: number, cz: number, radius: number) =>
  (x: number, y: number, z: number): number =>
    radius - Math.sqrt((x - cx) ** 2 + (y - cy) ** 2 + (z - cz) ** 2);

export const capsuleAt =
  (cx: number, cy: number, cz: number, halfLength: number, radius: number) =>
  (x: number, y: number, z: number): number => {
    const along = Math.max(-halfLength, Math.min(halfLength, z - cz));
    return radius - Math.sqrt((x - cx) ** 2 + (y - cy) ** 2 + (z - cz - along) ** 2);
  };

export const torusAt =
  (cx: number, cy: number, cz: number, ring: number, tube: number) =>
  (x: number, y: number, z: number): number =>
    tube - Math.sqrt((Math.sqrt((x - cx) ** 2 + (y - cy) ** 2) - ring) ** 2 + (z - cz) ** 2);
