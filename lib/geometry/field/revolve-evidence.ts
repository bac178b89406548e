/** A body of revolution as the silhouette suggests it. */
export interface Revolution {
  /** x of the axis and half width of every row; rows outside the subject have −1. */
  axis: number;
  halfWidth: Float32Array;
  /** 0 to 1: how far the evidence goes. */
  weight: number;
}

/**
 * Looks for strict evidence that the subject was turned on a lathe: mirror overlap above .95, one run in nearly every
 * row, an outline that varies (a plain rectangle is a box as often as a drum), and an inside that is the same left and
 * right and smooth along each row (a face, a label or a window is not). A loose rule made chess pieces of portraits.
 *
 * @param coverage 0 to 1 @param light lightness 0 to 1, same size
 */
export function revolveEvidence(
  coverage: Float32Array,
  light: Float32Array,
  width: number,
  height: number,
): Revolution | undefined {
  const rows = measureRows(coverage, width, height);
  if (rows.used < 8 || rows.single < 0.95 * rows.used) return undefined;
  const axis = rows.axis;
  let same = 0;
  let any = 0;
  let odd = 0;
  let rough = 0;
  let inner = 0;
  for (let y = 0; y < height; y++) {
    const half = rows.halfWidth[y];
    if (half < 0) continue;
    for (let x = 0; x < width; x++) {
      const mirrored = Math.round(2 * axis - x);
      const here = coverage[y * width + x] >= 0.5;
      const there = mirrored >= 0 && mirrored < width && coverage[y * width + mirrored] >= 0.5;
      if (here && there) same++;
      if (here || there) any++;
      if (!here || !there || Math.abs(x - axis) > 0.75 * half) continue;
      const i = y * width + x;
      odd += Math.abs(light[i] - light[y * width + mirrored]);
      rough += Math.abs(2 * light[i] - light[i - 1] - light[i + 1]);
      inner++;
    }
  }
  if (inner === 0 || any === 0) return undefined;
  const mirror = rise(same / any, 0.95, 0.975);
  const turned = rise(rows.variation, 0.08, 0.14);
  // One-sided light makes left and right differ slowly: roughness along the row is the stricter witness.
  const even = 1 - rise(odd / inner, 0.14, 0.2);
  const smooth = 1 - rise(rough / inner, 0.008, 0.014);
  const weight = mirror * turned * even * smooth;
  return weight > 0.02 ? { axis, halfWidth: rows.halfWidth, weight } : undefined;
}

/** The same without asking for evidence: what a user who says "revolve" gets. */
export function forceRevolution(coverage: Float32Array, width: number, height: number): Revolution {
  const rows = measureRows(coverage, width, height);
  return { axis: rows.axis, halfWidth: rows.halfWidth, weight: 1 };
}

function rise(value: number, from: number, to: number): number {
  const t = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

function measureRows(coverage: Float32Array, width: number, height: number) {
  const halfWidth = new Float32Array(height).fill(-1);
  let used = 0;
  let single = 0;
  let centerSum = 0;
  let weightSum = 0;
  for (let y = 0; y < height; y++) {
    let runs = 0;
    let sum = 0;
    let moment = 0;
    for (let x = 0; x < width; x++) {
      const c = coverage[y * width + x];
      if (c >= 0.5 && (x === 0 || coverage[y * width + x - 1] < 0.5)) runs++;
      sum += c;
      moment += c * x;
    }
    if (runs === 0) continue;
    used++;
    if (runs === 1) single++;
    halfWidth[y] = sum / 2;
    centerSum += moment;
    weightSum += sum;
  }
  let mean = 0;
  let square = 0;
  for (const half of halfWidth) {
    if (half < 0) continue;
    mean += half / used;
    square += (half * half) / used;
  }
  const variation = used > 0 ? Math.sqrt(Math.max(0, square - mean * mean)) / mean : 0;
  return { halfWidth, used, single, axis: weightSum > 0 ? centerSum / weightSum : 0, variation };
}
