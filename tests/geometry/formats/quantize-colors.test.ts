import { describe, expect, it } from "vitest";
import { quantizeColors } from "@/lib/geometry/formats/quantize-colors";

describe("quantizeColors", () => {
  it("keeps few colours exactly, in order of appearance", () => {
    const { palette, entries } = quantizeColors(Uint8Array.of(9, 8, 7, 0, 0, 0, 9, 8, 7), 2);
    expect([...palette]).toEqual([9, 8, 7, 0, 0, 0]);
    expect([...entries]).toEqual([0, 1, 0]);
  });

  it("reduces many colours to the limit, and each to a near one", () => {
    const colors = Uint8Array.from({ length: 3 * 5000 }, (_, i) => (i % 3 === 2 ? 40 : (i * 53) & 255));
    const { palette, entries } = quantizeColors(colors, 64);
    expect(palette).toHaveLength(3 * 64);
    let off = 0;
    entries.forEach((entry, vertex) => {
      for (let k = 0; k < 3; k++) off += Math.abs(palette[3 * entry + k] - colors[3 * vertex + k]);
    });
    expect(off / colors.length).toBeLessThan(8);
  });

  it("parts two clusters where a single cut must fall between them", () => {
    const colors = Uint8Array.of(250, 0, 0, 251, 1, 0, 0, 0, 250, 1, 0, 251);
    const { palette, entries } = quantizeColors(colors, 2);
    expect(entries[0]).toBe(entries[1]);
    expect(entries[2]).toBe(entries[3]);
    expect(palette[3 * entries[0]]).toBeGreaterThan(249);
    expect(palette[3 * entries[2]]).toBeLessThan(2);
  });
});
