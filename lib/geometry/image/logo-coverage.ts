import { findFlatColors, type FlatColors } from "./flat-colors";
import type { Raster } from "./raster";

/** How far each pixel is covered by the drawing, 0 to 255, and how that was seen. */
export interface LogoCoverage {
  coverage: Uint8Array;
  seenBy: "alpha" | "color";
  /** sRGB of what the drawing stands on; absent where that is transparent. */
  ground?: readonly [number, number, number];
}

/**
 * The drawing against its ground, antialiased: by its alpha where the picture is cut out, else by its colours, the ground
 * being the plain colour that most of the frame shows. An edge pixel is a blend of the ground and one of the drawing's
 * colours; its share along that line is its coverage, exact where pictures were blended in sRGB.
 *
 * Coverage depends on the colour alone, so it is worked out once a colour (six bits a channel) and looked up.
 *
 * @returns undefined for a picture that is not drawn in a few plain colours: its subject has to be found by other means
 */
export function logoCoverage(raster: Raster): LogoCoverage | undefined {
  const flat = findFlatColors(raster, 8);
  if (!flat) return undefined;
  if (flat.clear > 0.01) return { coverage: alphaCoverage(raster), seenBy: "alpha" };
  const ground = groundColor(raster, flat);
  if (flat.flatness < LEAST_FLAT || ground < 0) return undefined;
  const [r, g, b] = flat.rgb.subarray(3 * ground, 3 * ground + 3);
  return { coverage: colorCoverage(raster, flat, ground), seenBy: "color", ground: [r, g, b] };
}

/** Share of plain pixels in a drawing; thin strokes are all edge, so it is not higher. */
const LEAST_FLAT = 0.8;

function alphaCoverage({ data }: Raster): Uint8Array {
  const coverage = new Uint8Array(data.length / 4);
  for (let i = 0, at = 3; at < data.length; i++, at += 4) coverage[i] = data[at];
  return coverage;
}

/** The colour of at least half of the frame, or −1. */
function groundColor({ width, height, data }: Raster, flat: FlatColors): number {
  const votes = new Uint32Array(flat.share.length + 1);
  const vote = (x: number, y: number): void => {
    const i = (y * width + x) * 4;
    votes[nearestColor(flat, data[i], data[i + 1], data[i + 2])]++;
  };
  for (let x = 0; x < width; x++) [0, height - 1].forEach((y) => vote(x, y));
  for (let y = 0; y < height; y++) [0, width - 1].forEach((x) => vote(x, y));
  const most = votes.indexOf(Math.max(...votes));
  return votes[most] >= width + height ? most : -1;
}

function nearestColor({ rgb }: FlatColors, r: number, g: number, b: number): number {
  let [best, bestAway] = [0, Infinity];
  for (let k = 0; k * 3 < rgb.length; k++) {
    const away = (r - rgb[k * 3]) ** 2 + (g - rgb[k * 3 + 1]) ** 2 + (b - rgb[k * 3 + 2]) ** 2;
    if (away < bestAway) [best, bestAway] = [k, away];
  }
  return best;
}

function colorCoverage({ data }: Raster, { rgb }: FlatColors, ground: number): Uint8Array {
  const table = new Int16Array(1 << 18).fill(-1);
  const coverage = new Uint8Array(data.length / 4);
  // Whole pixels at a time: most are the same as the one before.
  const words =
    data.byteOffset % 4 === 0
      ? new Uint32Array(data.buffer, data.byteOffset, coverage.length)
      : new Uint32Array(data.slice().buffer);
  let before = ~words[0] >>> 0;
  let share = 0;
  for (let i = 0; i < words.length; i++) {
    const at = i * 4;
    if (words[i] !== before) {
      before = words[i];
      const key = ((data[at] >> 2) << 12) | ((data[at + 1] >> 2) << 6) | (data[at + 2] >> 2);
      share = table[key];
      if (share < 0)
        share = table[key] = shareOfInk(
          rgb,
          ground,
          (data[at] & 252) | 2,
          (data[at + 1] & 252) | 2,
          (data[at + 2] & 252) | 2,
        );
    }
    coverage[i] = share;
  }
  return coverage;
}

/** Along the line from the ground to that colour whose line passes nearest, 0 to 255. */
function shareOfInk(rgb: Uint8Array, ground: number, r: number, g: number, b: number): number {
  const [x, y, z] = [r - rgb[ground * 3], g - rgb[ground * 3 + 1], b - rgb[ground * 3 + 2]];
  let [share, bestAway] = [0, Infinity];
  for (let k = 0; k * 3 < rgb.length; k++) {
    if (k === ground) continue;
    const u = rgb[k * 3] - rgb[ground * 3];
    const v = rgb[k * 3 + 1] - rgb[ground * 3 + 1];
    const w = rgb[k * 3 + 2] - rgb[ground * 3 + 2];
    const along = Math.min(1, Math.max(0, (x * u + y * v + z * w) / (u * u + v * v + w * w || 1)));
    const away = (x - along * u) ** 2 + (y - along * v) ** 2 + (z - along * w) ** 2;
    if (away < bestAway) [share, bestAway] = [along, away];
  }
  return Math.round(share * 255);
}
