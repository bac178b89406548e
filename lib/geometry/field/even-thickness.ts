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
  const levels: Float32Array[] = [log];
  for (let sigma = 1.5; sigma < 40; sigma *= 2) levels.push(maskedBlur(log, inside, width, height, sigma));
  const gain = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    if (inside[i] === 0) continue;
    const level = Math.max(0, Math.min(levels.length - 1.001, Math.log2((0.7 * radius[i]) / 0.75)));
    const low = level | 0;
    const even = levels[low][i] + (levels[low + 1][i] - levels[low][i]) * (level - low);
    gain[i] = Math.max(-0.45, Math.min(0.45, 2 * strength * (even - log[i])));
  }
  const smooth = maskedBlur(gain, inside, width, height, 2.5);
  for (let i = 0; i < count; i++) smooth[i] = Math.exp(smooth[i]);
  return smooth;
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
