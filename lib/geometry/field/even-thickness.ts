import { ballHull } from "../image/ball-hull";
import { gaussianBlur } from "../image/blur-plane";
import { signedDistance } from "../image/distance-transform";

/**
 * A gain on the squared thickness against beading: limbs of a ball hull swell and shrink with every bump of the outline,
 * because each bump moves both sides of the inscribed ball. The ball radius is averaged along the body over about ±1
 * radius, and the gain is (averaged / own)². At the rim the hull is zero whatever the gain, so the silhouette stays.
 *
 * Averages are taken inside the mask only and in image space, not along a traced skeleton: skeletons of real masks are
 * full of spurs, and inside the mask the pixels near a medial point are the ones that its ball serves anyway.
 *
 * @param coverage subject coverage 0 to 1, at a small size (≤ 200 px): thickness is a slow quantity
 * @param skip see {@link signedDistance}
 */
export function evenThickness(
  coverage: Float32Array,
  width: number,
  height: number,
  skip: Uint8Array | undefined,
  strength = 1,
): Float32Array {
  const count = width * height;
  const distance = signedDistance(coverage, width, height, skip);
  const { radius } = ballHull(distance, width, height);
  const inside = new Float32Array(count);
  const log = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    if (distance[i] <= 0 || radius[i] <= 0) continue;
    inside[i] = 1;
    log[i] = Math.log(Math.max(0.5, radius[i]));
  }
  const levels = maskedPyramid(log, inside, width, height);
  const gain = new Float32Array(count);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (inside[i] === 0) continue;
      const level = Math.max(0, Math.min(levels.length - 0.001, Math.log2((0.7 * radius[i]) / 0.75)));
      const low = level | 0;
      const fine = low === 0 ? log[i] : meanAt(levels[low - 1], x, y);
      const even = fine + (meanAt(levels[low], x, y) - fine) * (level - low);
      gain[i] = Math.max(-0.45, Math.min(0.45, 2 * strength * (even - log[i])));
    }
  }
  const smooth = maskedBlur(gain, inside, width, height, 2.5);
  for (let i = 0; i < count; i++) smooth[i] = Math.exp(smooth[i]);
  return smooth;
}

/** Values that count only inside a mask, blurred, at a half, a quarter … of the size. */
interface MaskedLevel {
  sum: Float32Array;
  weight: Float32Array;
  width: number;
  height: number;
  /** Full-size pixels per pixel. */
  scale: number;
}

/**
 * Gaussian means of 1.5, 3, 6, 12 and 24 pixels. Each level is made from the one before, at half its size: what the
 * 2 × 2 means and the blurs so far have done counts towards the next, so that each takes the same small blur.
 */
function maskedPyramid(
  values: Float32Array,
  inside: Float32Array,
  width: number,
  height: number,
): MaskedLevel[] {
  const sum = gaussianBlur(values.slice(), width, height, 1.5);
  const weight = gaussianBlur(inside.slice(), width, height, 1.5);
  let level: MaskedLevel = { sum, weight, width, height, scale: 1 };
  const levels = [level];
  for (let sigma = 3; sigma < 40; sigma *= 2) {
    level = halved(level);
    const before = sigma / 2;
    const done = before * before + level.scale ** 2 / 16;
    const rest = Math.sqrt(sigma * sigma - done) / level.scale;
    gaussianBlur(level.sum, level.width, level.height, rest);
    gaussianBlur(level.weight, level.width, level.height, rest);
    levels.push(level);
  }
  return levels;
}

/** Means of 2 × 2 pixels; beyond the frame nothing is inside. */
function halved({ sum, weight, width, height, scale }: MaskedLevel): MaskedLevel {
  const w = (width + 1) >> 1;
  const h = (height + 1) >> 1;
  const half = { sum: new Float32Array(w * h), weight: new Float32Array(w * h), width: w, height: h };
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      const to = (y >> 1) * w + (x >> 1);
      half.sum[to] += 0.25 * sum[i];
      half.weight[to] += 0.25 * weight[i];
    }
  }
  return { ...half, scale: 2 * scale };
}

/** Mean at a full-size pixel: sums and weights are interpolated apart, so that the outside does not pull. */
function meanAt({ sum, weight, width, height, scale }: MaskedLevel, x: number, y: number): number {
  if (scale === 1) return sum[y * width + x] / weight[y * width + x];
  const u = Math.max(0, Math.min(width - 1, (x + 0.5) / scale - 0.5));
  const v = Math.max(0, Math.min(height - 1, (y + 0.5) / scale - 0.5));
  const left = u | 0;
  const top = v | 0;
  const fu = u - left;
  const fv = v - top;
  const a = top * width + left;
  const b = fu > 0 ? a + 1 : a;
  const below = fv > 0 ? width : 0;
  const wa = (1 - fu) * (1 - fv);
  const wb = fu * (1 - fv);
  const wc = (1 - fu) * fv;
  const wd = fu * fv;
  return (
    (wa * sum[a] + wb * sum[b] + wc * sum[a + below] + wd * sum[b + below]) /
    (wa * weight[a] + wb * weight[b] + wc * weight[a + below] + wd * weight[b + below])
  );
}

/** Gaussian mean over the pixels inside; outside it continues the nearest mean. */
function maskedBlur(
  values: Float32Array,
  inside: Float32Array,
  width: number,
  height: number,
  sigma: number,
): Float32Array {
  const sum = new Float32Array(values.length);
  for (let i = 0; i < sum.length; i++) sum[i] = values[i] * inside[i];
  gaussianBlur(sum, width, height, sigma);
  const weight = gaussianBlur(inside.slice(), width, height, sigma);
  for (let i = 0; i < sum.length; i++) sum[i] = weight[i] > 1e-4 ? sum[i] / weight[i] : 0;
  return sum;
}
