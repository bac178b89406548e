export interface ColorPalette {
  /** sRGB bytes, three a palette entry. */
  palette: Uint8Array;
  /** Palette entry of each vertex. */
  entries: Uint16Array;
}

/**
 * Reduces per-vertex colours (sRGB bytes, three a vertex) to at most `limit` (≤ 65,536) entries.
 * Few enough colours are kept exactly; otherwise median cut (Heckbert 1982) over a 15-bit histogram: cut the box
 * with the largest (vertices × widest channel) at its median, and take each box's mean. Octrees are as good but
 * longer; k-means is better by little and needs several passes. Deterministic.
 */
export function quantizeColors(colors: Uint8Array, limit: number): ColorPalette {
  return exactPalette(colors, limit) ?? medianCut(colors, limit);
}

function exactPalette(colors: Uint8Array, limit: number): ColorPalette | undefined {
  const numbers = new Map<number, number>();
  const entries = new Uint16Array(colors.length / 3);
  for (let i = 0, vertex = 0; i < colors.length; i += 3, vertex++) {
    const key = (colors[i] << 16) | (colors[i + 1] << 8) | colors[i + 2];
    let entry = numbers.get(key);
    if (entry === undefined) {
      if (numbers.size === limit) return undefined;
      numbers.set(key, (entry = numbers.size));
    }
    entries[vertex] = entry;
  }
  const palette = new Uint8Array(numbers.size * 3);
  for (const [key, entry] of numbers) palette.set([key >>> 16, (key >>> 8) & 255, key & 255], 3 * entry);
  return { palette, entries };
}

interface Bin {
  key: number;
  count: number;
  mean: [number, number, number];
}

function medianCut(colors: Uint8Array, limit: number): ColorPalette {
  const boxes: Bin[][] = [collectBins(colors)];
  while (boxes.length < limit) {
    let best = -1;
    let bestScore = 0;
    boxes.forEach((box, index) => {
      const score = box.length > 1 ? widest(box).width * weight(box) : 0;
      if (score > bestScore) [best, bestScore] = [index, score];
    });
    if (best < 0) break;
    const { channel } = widest(boxes[best]);
    const sorted = [...boxes[best]].sort((a, b) => a.mean[channel] - b.mean[channel] || a.key - b.key);
    const cut = medianIndex(sorted);
    boxes[best] = sorted.slice(0, cut);
    boxes.push(sorted.slice(cut));
  }
  const entryOfBin = new Uint16Array(1 << 15);
  const palette = new Uint8Array(boxes.length * 3);
  boxes.forEach((box, entry) => {
    const total = weight(box);
    for (let channel = 0; channel < 3; channel++)
      palette[3 * entry + channel] = Math.round(
        box.reduce((sum, bin) => sum + bin.mean[channel] * bin.count, 0) / total,
      );
    for (const bin of box) entryOfBin[bin.key] = entry;
  });
  const entries = new Uint16Array(colors.length / 3);
  for (let i = 0, vertex = 0; i < colors.length; i += 3, vertex++)
    entries[vertex] = entryOfBin[binKey(colors, i)];
  return { palette, entries };
}

const binKey = (colors: Uint8Array, i: number): number =>
  ((colors[i] >> 3) << 10) | ((colors[i + 1] >> 3) << 5) | (colors[i + 2] >> 3);

const weight = (box: Bin[]): number => box.reduce((sum, bin) => sum + bin.count, 0);

function collectBins(colors: Uint8Array): Bin[] {
  const sums = new Float64Array(4 << 15);
  for (let i = 0; i < colors.length; i += 3) {
    const at = 4 * binKey(colors, i);
    sums[at]++;
    sums[at + 1] += colors[i];
    sums[at + 2] += colors[i + 1];
    sums[at + 3] += colors[i + 2];
  }
  const bins: Bin[] = [];
  for (let key = 0; key < 1 << 15; key++) {
    const count = sums[4 * key];
    if (count === 0) continue;
    bins.push({
      key,
      count,
      mean: [sums[4 * key + 1] / count, sums[4 * key + 2] / count, sums[4 * key + 3] / count],
    });
  }
  return bins;
}

function widest(box: Bin[]): { channel: 0 | 1 | 2; width: number } {
  let found: { channel: 0 | 1 | 2; width: number } = { channel: 0, width: -1 };
  for (const channel of [0, 1, 2] as const) {
    let low = Infinity;
    let high = -Infinity;
    for (const bin of box) {
      low = Math.min(low, bin.mean[channel]);
      high = Math.max(high, bin.mean[channel]);
    }
    if (high - low > found.width) found = { channel, width: high - low };
  }
  return found;
}

function medianIndex(sorted: Bin[]): number {
  const half = weight(sorted) / 2;
  let seen = 0;
  for (let i = 0; i < sorted.length - 1; i++) {
    seen += sorted[i].count;
    if (seen >= half) return i + 1;
  }
  return sorted.length - 1;
}
