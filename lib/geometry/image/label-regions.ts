export interface Regions {
  /** Number of the region each pixel belongs to, −1 outside `mask`. */
  label: Int32Array;
  /** Pixels of each region. */
  area: number[];
  /** Whether the region reaches the frame. */
  touches: boolean[];
}

/** Connected regions of the pixels where `mask` equals `value`, joined over edges (4) or also corners (8). */
export function labelRegions(
  mask: Uint8Array,
  width: number,
  height: number,
  value: 0 | 1,
  connectivity: 4 | 8,
): Regions {
  const count = width * height;
  const label = new Int32Array(count).fill(-1);
  const queue = new Int32Array(count);
  const area: number[] = [];
  const touches: boolean[] = [];
  for (let start = 0; start < count; start++) {
    if (mask[start] !== value || label[start] >= 0) continue;
    const id = area.length;
    label[start] = id;
    queue[0] = start;
    let tail = 1;
    let frame = false;
    for (let head = 0; head < tail; head++) {
      const i = queue[head];
      const x = i % width;
      const y = (i - x) / width;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) frame = true;
      for (let dy = -1; dy <= 1; dy++) {
        if (y + dy < 0 || y + dy >= height) continue;
        for (let dx = -1; dx <= 1; dx++) {
          if (connectivity === 4 && dx !== 0 && dy !== 0) continue;
          if (x + dx < 0 || x + dx >= width) continue;
          const j = i + dy * width + dx;
          if (mask[j] !== value || label[j] >= 0) continue;
          label[j] = id;
          queue[tail++] = j;
        }
      }
    }
    area.push(tail);
    touches.push(frame);
  }
  return { label, area, touches };
}

/** Drops regions of ones smaller than `share` of the largest, in place. */
export function dropSpecks(mask: Uint8Array, width: number, height: number, share: number): Uint8Array {
  const { label, area } = labelRegions(mask, width, height, 1, 8);
  const floor = share * area.reduce((a, b) => Math.max(a, b), 0);
  for (let i = 0; i < mask.length; i++) if (label[i] >= 0 && area[label[i]] < floor) mask[i] = 0;
  return mask;
}

/** Fills enclosed holes of up to `limit` pixels, in place. */
export function fillHoles(mask: Uint8Array, width: number, height: number, limit: number): Uint8Array {
  const { label, area, touches } = labelRegions(mask, width, height, 0, 4);
  for (let i = 0; i < mask.length; i++) {
    if (label[i] >= 0 && !touches[label[i]] && area[label[i]] <= limit) mask[i] = 1;
  }
  return mask;
}
