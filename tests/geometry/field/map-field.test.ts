import { describe, expect, it } from "vitest";
import { cutBehind } from "@/lib/geometry/field/cut-behind";
import { BRICK, type Field, type MapField, PADDED } from "@/lib/geometry/field/field";
import { HungField } from "@/lib/geometry/field/hung-field";
import { SheetField } from "@/lib/geometry/field/sheet-field";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";

const width = 45;
const height = 38;
const depth = 41;

/** A bumpy dome, its squared half thickness, falling below zero before the map ends. */
function dome(radius: number, bump: number): Float32Array {
  return Float32Array.from({ length: width * height }, (_, at) => {
    const x = (at % width) - 22;
    const z = Math.floor(at / width) - 18;
    const squared = radius * radius - x * x - z * z;
    return squared > 0 ? squared * (1 + bump * Math.sin(x) * Math.cos(z)) : squared;
  });
}

const sheets = (along: number, at = 20) =>
  new SheetField({
    width,
    height,
    depth,
    front: dome(15, 0.2),
    back: dome(15, 0),
    middle: { at, alongX: along, alongZ: -along },
    floor: 5.5,
  });

const hung = new HungField({
  width,
  height,
  depth,
  middle: dome(15, 0.1).map((squared) => 20 + squared / 100),
  front: dome(14, 0.2),
  back: dome(16, 0),
  outline: dome(13, 0).map((squared) => squared / 26),
  floor: 4,
});

const fields: [string, MapField][] = [
  ["level sheets", sheets(0)],
  ["sheets on half cells", sheets(0, 19.5)],
  ["sheets between cells", sheets(0, 19.3)],
  ["leaning sheets", sheets(0.13)],
  ["hung sheets", hung],
  ["sheets cut behind", cutBehind(sheets(0), 20.5)],
  ["hung sheets cut behind", cutBehind(hung, 24.5)],
];

describe.each(fields)("a field made from maps: %s", (_, field) => {
  const values = (x: number, y: number, z: number) => {
    const out = new Float32Array(BRICK ** 3);
    field.sampleBrick(x, y, z, out, 0);
    return out;
  };

  it("tells the sign of every sample", () => {
    const signs = new Uint8Array(3 + BRICK * BRICK).fill(0xaa);
    const wrong: number[][] = [];
    for (let z = 0; z < height; z += BRICK)
      for (let y = 0; y < depth; y += BRICK)
        for (let x = 0; x < width; x += BRICK) {
          field.signBrick(x, y, z, signs, 3);
          values(x, y, z).forEach((value, at) => {
            if (((signs[3 + (at >> 3)] >> (at & 7)) & 1) !== (value > 0 ? 1 : 0)) wrong.push([x, y, z, at]);
          });
        }
    expect(wrong).toEqual([]);
    expect([...signs.subarray(0, 3)]).toEqual([0xaa, 0xaa, 0xaa]);
  });

  it("tells the wanted values to the last bit, also those of the next bricks", () => {
    const wanted = Int32Array.from({ length: PADDED * PADDED }, (_, row) => (row * 2654435761) & 511);
    const out = new Float32Array(PADDED ** 3).fill(77);
    field.sampleWanted(16, 16, 8, wanted, out);
    const expected = new Float32Array(PADDED ** 3).fill(77);
    for (let at = 0; at < expected.length; at++) {
      const [i, j, k] = [at % PADDED, Math.floor(at / PADDED) % PADDED, Math.floor(at / PADDED ** 2)];
      if (((wanted[k * PADDED + j] >> i) & 1) === 0) continue;
      const brick = values(16 + (i & BRICK), 16 + (j & BRICK), 8 + (k & BRICK));
      expected[at] = brick[((k & 7) * BRICK + (j & 7)) * BRICK + (i & 7)];
    }
    expect(out).toEqual(expected);
  });

  it("gives the surface that all its samples give", () => {
    const sampled: Field = {
      size: field.size,
      boxSign: (...box) => field.boxSign(...box),
      sampleBrick: (...place) => field.sampleBrick(...place),
    };
    const mesh = extractSurface(field);
    expect(mesh.indices.length).toBeGreaterThan(5000);
    const { positions, indices } = extractSurface(sampled);
    expect(Buffer.from(mesh.positions.buffer).equals(Buffer.from(positions.buffer))).toBe(true);
    expect(Buffer.from(mesh.indices.buffer).equals(Buffer.from(indices.buffer))).toBe(true);
  });
});
