/** A palette of Gaussian clusters in Lab. */
export interface ColorClusters {
  count: number;
  /** Three numbers a cluster. */
  mean: Float32Array;
  /** Mean squared distance of its members, per channel. */
  variance: Float32Array;
  /** Share of all members. */
  share: Float32Array;
}

/** Clusters with what {@link colorCost} needs of their spread and share, so that no logarithm is taken per pixel. */
export interface ColorModel extends ColorClusters {
  /** Twice the widened variance, and the two logarithms of the cost. */
  twice: Float64Array;
  spread: Float64Array;
  rarity: Float64Array;
}

/** `floor` widens every cluster's spread. */
export function colorModel(clusters: ColorClusters, floor: number): ColorModel {
  const wide = Float64Array.from(clusters.variance, (variance) => variance + floor);
  return {
    ...clusters,
    twice: wide.map((v) => 2 * v),
    spread: wide.map((v) => 1.5 * Math.log(v)),
    rarity: Float64Array.from(clusters.share, (share) => (share > 0 ? Math.log(share + 0.01) : -Infinity)),
  };
}

/**
 * Lloyd's k-means over the pixels where `member` is set, seeded by farthest points so that a small vivid part gets a
 * cluster of its own; at most 4,000 pixels are looked at, evenly chosen. Undefined without members.
 *
 * @param before clusters of nearly the same pixels: they are moved twice rather than sought anew
 */
export function clusterColors(
  lab: Float32Array,
  member: Uint8Array,
  wanted: number,
  before?: ColorClusters,
): ColorClusters | undefined {
  const picks = pickMembers(member, 4000);
  if (picks.length === 0) return undefined;
  const mean = before ? before.mean.slice() : seedFarthest(lab, picks, wanted);
  const count = mean.length / 3;
  const rounds = before ? 2 : 5;
  const sums = new Float64Array(count * 5);
  for (let round = 0; ; round++) {
    sumMembers(lab, picks, mean, sums);
    if (round === rounds) break;
    for (let k = 0; k < count; k++) {
      if (sums[k * 5 + 3] > 0)
        for (let c = 0; c < 3; c++) mean[k * 3 + c] = sums[k * 5 + c] / sums[k * 5 + 3];
    }
  }
  const variance = new Float32Array(count);
  const share = new Float32Array(count);
  for (let k = 0; k < count; k++) {
    const n = sums[k * 5 + 3];
    variance[k] = n > 0 ? sums[k * 5 + 4] / (3 * n) : 1;
    share[k] = n / picks.length;
  }
  return { count, mean, variance, share };
}

/** Per cluster: the sums of its members' three channels, their number and their squared distances. */
function sumMembers(lab: Float32Array, picks: Int32Array, mean: Float32Array, sums: Float64Array): void {
  const count = mean.length / 3;
  sums.fill(0);
  for (let n = 0; n < picks.length; n++) {
    const at = picks[n] * 3;
    const l = lab[at];
    const a = lab[at + 1];
    const b = lab[at + 2];
    let best = 0;
    let least = Infinity;
    for (let k = 0; k < count; k++) {
      const dl = l - mean[k * 3];
      const da = a - mean[k * 3 + 1];
      const db = b - mean[k * 3 + 2];
      const d = dl * dl + da * da + db * db;
      if (d < least) {
        least = d;
        best = k;
      }
    }
    sums[best * 5] += l;
    sums[best * 5 + 1] += a;
    sums[best * 5 + 2] += b;
    sums[best * 5 + 3]++;
    sums[best * 5 + 4] += least;
  }
}

/** −log of the mixture at a pixel, by its best cluster. */
export function colorCost(model: ColorModel, lab: Float32Array, i: number): number {
  const { count, mean, twice, spread, rarity } = model;
  const l = lab[i * 3];
  const a = lab[i * 3 + 1];
  const b = lab[i * 3 + 2];
  let best = Infinity;
  for (let k = 0; k < count; k++) {
    const dl = l - mean[k * 3];
    const da = a - mean[k * 3 + 1];
    const db = b - mean[k * 3 + 2];
    const cost = (dl * dl + da * da + db * db) / twice[k] + spread[k] - rarity[k];
    if (cost < best) best = cost;
  }
  return best;
}

function pickMembers(member: Uint8Array, most: number): Int32Array {
  let total = 0;
  for (let i = 0; i < member.length; i++) total += member[i] ? 1 : 0;
  const stride = Math.max(1, total / most);
  const picks: number[] = [];
  let next = 0;
  for (let i = 0, n = 0; i < member.length; i++) {
    if (!member[i]) continue;
    if (n >= next) {
      picks.push(i);
      next += stride;
    }
    n++;
  }
  return Int32Array.from(picks);
}

function seedFarthest(lab: Float32Array, picks: Int32Array, wanted: number): Float32Array {
  const mean = new Float32Array(wanted * 3);
  const distance = new Float64Array(picks.length).fill(Infinity);
  let chosen = picks[picks.length >> 1];
  for (let k = 0; k < wanted; k++) {
    for (let c = 0; c < 3; c++) mean[k * 3 + c] = lab[chosen * 3 + c];
    let far = -1;
    for (let n = 0; n < picks.length; n++) {
      const i = picks[n];
      const d =
        (lab[i * 3] - mean[k * 3]) ** 2 +
        (lab[i * 3 + 1] - mean[k * 3 + 1]) ** 2 +
        (lab[i * 3 + 2] - mean[k * 3 + 2]) ** 2;
      if (d < distance[n]) distance[n] = d;
      if (distance[n] > far) {
        far = distance[n];
        chosen = i;
      }
    }
    if (far < 4) return mean.slice(0, (k + 1) * 3);
  }
  return mean;
}
