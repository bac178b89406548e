import { signedDistance } from "../image/distance-transform";
import { heartRing } from "../outline/heart-ring";
import type { SheetGrid } from "./sheet-grid";

export interface HeartFrame {
  /** Of the sheet, whose middle the heart fills from side to side. */
  widthMm: number;
  frameMm: number;
  frameThicknessMm: number;
}

/**
 * Thickens, in place, what lies within `frameMm` of a heart's outline or beyond it. The step to the picture is spread over
 * one cell, so that its line runs between samples instead of in stairs. Laying a frame on afterwards, as a solid of its
 * own, leaves slivers where its bottom meets the panel's.
 *
 * @returns whether anything of the picture is left.
 */
export function frameHeart(
  thickness: Float32Array,
  grid: SheetGrid,
  { widthMm, frameMm, frameThicknessMm }: HeartFrame,
): boolean {
  const { width, height } = grid;
  const inside = signedDistance(coverHeart(width, height), width, height);
  const frameCells = (frameMm / widthMm) * (width - 1);
  let left = false;
  for (let at = 0; at < thickness.length; at++) {
    const share = Math.max(0, Math.min(1, frameCells - inside[at] + 0.5));
    if (share === 0) left = true;
    thickness[at] += share * (frameThicknessMm - thickness[at]);
  }
  return left;
}

/** How much of each sample's cell lies inside the heart, row by row from the lowest; exact along rows. */
function coverHeart(width: number, height: number): Float32Array {
  const cover = new Float32Array(width * height);
  const ring = heartRing(width - 1);
  const stretch = (height - 1) / Math.max(...ring.map(([, y]) => y));
  const points = ring.map(([x, y]) => [x + (width - 1) / 2, y * stretch]);
  for (let y = 0; y < height; y++) {
    const crossings: number[] = [];
    points.forEach(([ax, ay], n) => {
      const [bx, by] = points[(n + 1) % points.length];
      if (ay > y !== by > y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    });
    crossings.sort((a, b) => a - b);
    for (let n = 0; n + 1 < crossings.length; n += 2)
      for (let x = Math.max(0, Math.floor(crossings[n])); x < width && x - 0.5 < crossings[n + 1]; x++)
        cover[y * width + x] += Math.max(
          0,
          Math.min(x + 0.5, crossings[n + 1]) - Math.max(x - 0.5, crossings[n]),
        );
  }
  return cover;
}
