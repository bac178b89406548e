import type { SizeMm } from "./view-mode";

interface Described {
  sizeMm?: SizeMm;
  triangles?: number;
  volumeMm3?: number;
}

/** What there is to see, in words, as far as it is known: for screen readers, and for anybody who asks how large it is. */
export function describeModel(name: string, { sizeMm, triangles, volumeMm3 }: Described): string {
  if (!sizeMm) return name;
  const [wide, deep, high] = [sizeMm.x, sizeMm.y, sizeMm.z].map((side) => side.toFixed(1));
  const count = triangles === undefined ? "" : `, ${triangles.toLocaleString("en")} triangles`;
  const volume =
    volumeMm3 === undefined ? "" : ` Its volume is ${(volumeMm3 / 1000).toFixed(1)} cubic centimetres.`;
  return `${name}: ${wide} millimetres wide, ${deep} deep and ${high} high${count}.${volume}`;
}
