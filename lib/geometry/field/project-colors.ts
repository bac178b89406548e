import type { Mesh } from "../mesh/mesh";
import { fillOutward } from "../image/fill-outward";

/** Colours over the lattice's x–z plane, row 0 at the lowest z, RGB bytes as floats, known everywhere. */
export interface ColorMap {
  width: number;
  height: number;
  rgb: Float32Array;
  /** Distance to the silhouette's outline in cells, positive inside. */
  depth: Float32Array;
}

/**
 * Colours a mesh by looking at it from the front: three sRGB bytes a vertex. What faces away gets the colours
 * of the rim in the same projection: a back in the right colours, without a second face on it.
 *
 * @param middleAt y of the middle plane over (x, z)
 */
export function projectColors(
  mesh: Mesh,
  map: ColorMap,
  middleAt: (x: number, z: number) => number,
): Uint8Array {
  const { positions } = mesh;
  const count = positions.length / 3;
  const colors = new Uint8Array(count * 3);
  const back = calmColors(map);
  for (let v = 0; v < count; v++) {
    const x = positions[v * 3];
    const z = positions[v * 3 + 2];
    const behind = Math.max(0, Math.min(1, (positions[v * 3 + 1] - middleAt(x, z)) / 3));
    for (let c = 0; c < 3; c++) {
      let value = behind < 1 ? bilinear(map, 1, x, z, c) : 0;
      if (behind > 0) value += (bilinear(back, back.step, x, z, c) - value) * behind;
      colors[v * 3 + c] = value + 0.5;
    }
  }
  return colors;
}

/**
 * What the back may look like: the colours of a band along the rim, at about 160 px, carried inward over the whole
 * silhouette. The rim of a head is hair or hat; eyes and mouths lie inside and so stay off the back.
 */
export function calmColors(map: ColorMap): ColorMap & { step: number } {
  const step = Math.max(1, Math.round(Math.max(map.width, map.height) / 160));
  const width = Math.ceil(map.width / step);
  const height = Math.ceil(map.height / step);
  const rgb = new Float32Array(width * height * 3);
  const weight = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const at =
        Math.min(map.height - 1, y * step + (step >> 1)) * map.width +
        Math.min(map.width - 1, x * step + (step >> 1));
      for (let c = 0; c < 3; c++) rgb[i * 3 + c] = map.rgb[at * 3 + c];
      const deep = map.depth[at] / (0.03 * Math.max(map.width, map.height));
      weight[i] = map.depth[at] <= 0 ? 0 : Math.exp(-deep * deep);
      if (weight[i] < 0.003) weight[i] = 0;
    }
  }
  fillOutward(rgb, weight, width, height);
  return { width, height, rgb, depth: map.depth, step };
}

/** One channel at lattice (x, z) of a map whose cells are `step` lattice cells wide. */
export function bilinear(map: ColorMap, step: number, x: number, z: number, c: number): number {
  const u = Math.max(0, Math.min(map.width - 1.001, (x - (step >> 1)) / step));
  const v = Math.max(0, Math.min(map.height - 1.001, (z - (step >> 1)) / step));
  const x0 = u | 0;
  const z0 = v | 0;
  const fx = u - x0;
  const fz = v - z0;
  const at = (z0 * map.width + x0) * 3 + c;
  const up = at + map.width * 3;
  const low = map.rgb[at] + (map.rgb[at + 3] - map.rgb[at]) * fx;
  return low + (map.rgb[up] + (map.rgb[up + 3] - map.rgb[up]) * fx - low) * fz;
}
