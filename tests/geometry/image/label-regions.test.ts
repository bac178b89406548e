import { describe, expect, it } from "vitest";
import { dropSpecks, fillHoles, labelRegions } from "@/lib/geometry/image/label-regions";

/** Pixel by pixel: slow, and plain enough to be believed. */
function labelPlainly(mask: Uint8Array, width: number, height: number, value: number, corners: boolean) {
  const label = new Int32Array(mask.length).fill(-1);
  const area: number[] = [];
  const touches: boolean[] = [];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] !== value || label[start] >= 0) continue;
    const id = area.length;
    const found = [start];
    label[start] = id;
    let frame = false;
    for (const i of found) {
      const x = i % width;
      const y = (i - x) / width;
      frame ||= x === 0 || y === 0 || x === width - 1 || y === height - 1;
      for (let v = y - 1; v <= y + 1; v++)
        for (let u = x - 1; u <= x + 1; u++) {
          if (u < 0 || v < 0 || u >= width || v >= height || (!corners && u !== x && v !== y)) continue;
          const j = v * width + u;
          if (mask[j] !== value || label[j] >= 0) continue;
          label[j] = id;
          found.push(j);
        }
    }
    area.push(found.length);
    touches.push(frame);
  }
  return { label, area, touches };
}

function noise(width: number, height: number, share: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: width * height }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 < share ? 1 : 0;
  });
}

describe("labelRegions", () => {
  it.each([
    [1, 1],
    [9, 1],
    [1, 7],
    [31, 17],
    [64, 40],
  ])("agrees with a plain search on noise of %i × %i", (width, height) => {
    for (const share of [0, 0.2, 0.4, 0.6, 0.9, 1])
      for (const connectivity of [4, 8] as const)
        for (const value of [0, 1] as const) {
          const mask = noise(width, height, share, width + 10 * share);
          expect(labelRegions(mask, width, height, value, connectivity)).toEqual(
            labelPlainly(mask, width, height, value, connectivity === 8),
          );
        }
  });
});

describe("dropSpecks and fillHoles", () => {
  const rows = ["........", ".####..#", ".#.##...", ".####.#.", "........"];
  const mask = () => Uint8Array.from(rows.join(""), (mark) => (mark === "#" ? 1 : 0));
  const drawn = (pixels: Uint8Array) =>
    rows.map((row, y) => [...row].map((_, x) => (pixels[y * 8 + x] ? "#" : ".")).join(""));

  it("drops what is small beside the largest region", () => {
    expect(drawn(dropSpecks(mask(), 8, 5, 0.2))).toEqual([
      "........",
      ".####...",
      ".#.##...",
      ".####...",
      "........",
    ]);
  });

  it("fills holes that are enclosed and small", () => {
    expect(drawn(fillHoles(mask(), 8, 5, 1))[2]).toBe(".####...");
    expect(drawn(fillHoles(mask(), 8, 5, 0))).toEqual(rows);
  });
});
