export interface Regions {
  /** Number of the region each pixel belongs to, −1 outside `mask`. */
  label: Int32Array;
  /** Pixels of each region. */
  area: number[];
  /** Whether the region reaches the frame. */
  touches: boolean[];
}

/**
 * Connected regions of the pixels where `mask` equals `value`, joined over edges (4) or also corners (8); numbered by
 * their first pixel. Works on runs of rows, joined by a union-find: pictures have hundreds of times fewer runs than pixels.
 */
export function labelRegions(
  mask: Uint8Array,
  width: number,
  height: number,
  value: 0 | 1,
  connectivity: 4 | 8,
): Regions {
  const { starts, ends, count, rowEnds } = findRuns(mask, width, height, value);
  const parent = joinRuns(starts, ends, count, rowEnds, width, connectivity === 8 ? 1 : 0);
  const label = new Int32Array(mask.length).fill(-1);
  const regionOf = new Int32Array(count);
  const area: number[] = [];
  const touches: boolean[] = [];
  const lastRow = width * (height - 1);
  for (let run = 0; run < count; run++) {
    // The root is the first run of its region, so its number is known before it is asked for.
    const root = rootOf(parent, run);
    if (root === run) {
      regionOf[run] = area.length;
      area.push(0);
      touches.push(false);
    }
    const region = regionOf[root];
    const start = starts[run];
    const end = ends[run];
    label.fill(region, start, end);
    area[region] += end - start;
    if (start < width || start >= lastRow || start % width === 0 || end % width === 0) touches[region] = true;
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

interface Runs {
  /** First pixel of each run and the one after its last. */
  starts: Int32Array;
  ends: Int32Array;
  count: number;
  /** Runs up to the end of each row. */
  rowEnds: Int32Array;
}

function findRuns(mask: Uint8Array, width: number, height: number, value: 0 | 1): Runs {
  const most = ((width + 1) >> 1) * height;
  const starts = new Int32Array(most);
  const ends = new Int32Array(most);
  const rowEnds = new Int32Array(height);
  let count = 0;
  for (let y = 0, i = 0; y < height; y++) {
    for (const end = i + width; i < end;) {
      if (mask[i] !== value) {
        i++;
        continue;
      }
      starts[count] = i;
      while (i < end && mask[i] === value) i++;
      ends[count++] = i;
    }
    rowEnds[y] = count;
  }
  return { starts, ends, count, rowEnds };
}

/** Joins runs that lie above one another; `reach` 1 lets corners touch. The lowest run becomes the root. */
function joinRuns(
  starts: Int32Array,
  ends: Int32Array,
  count: number,
  rowEnds: Int32Array,
  width: number,
  reach: 0 | 1,
): Int32Array {
  const parent = new Int32Array(count);
  for (let run = 0; run < count; run++) parent[run] = run;
  for (let y = 1; y < rowEnds.length; y++) {
    let above = y > 1 ? rowEnds[y - 2] : 0;
    for (let run = rowEnds[y - 1]; run < rowEnds[y]; run++) {
      const from = starts[run] - width - reach;
      const to = ends[run] - width + reach;
      while (above < rowEnds[y - 1] && ends[above] <= from) above++;
      for (let other = above; other < rowEnds[y - 1] && starts[other] < to; other++) {
        const a = rootOf(parent, run);
        const b = rootOf(parent, other);
        if (a < b) parent[b] = a;
        else parent[a] = b;
      }
    }
  }
  return parent;
}

function rootOf(parent: Int32Array, run: number): number {
  let at = run;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]];
    at = parent[at];
  }
  return at;
}
