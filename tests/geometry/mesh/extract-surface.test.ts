import { describe, expect, it } from "vitest";
import type { Field } from "@/lib/geometry/field/field";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import { findMeshFaults, signedVolume } from "@/tests/support/check-closed-mesh";
import {
  capsuleAt,
  functionField,
  type Size,
  sphereAt,
  torusAt,
  volumeField,
} from "@/tests/support/make-fields";

const meanError = (field: Field, at: (x: number, y: number, z: number) => number) => {
  const { positions } = extractSurface(field);
  let sum = 0;
  for (let n = 0; n < positions.length; n += 3)
    sum += Math.abs(at(positions[n], positions[n + 1], positions[n + 2]));
  return (sum / positions.length) * 3;
};

describe("tiny volumes", () => {
  it("wraps a single inside sample in a cube of a third of a cell", () => {
    const values = new Float32Array(27).fill(-1);
    values[13] = 1;
    const mesh = extractSurface(volumeField([3, 3, 3], values));
    expect(mesh.positions).toHaveLength(8 * 3);
    expect(mesh.indices).toHaveLength(12 * 3);
    const corners = [5 / 6, 7 / 6].map(Math.fround);
    for (const value of mesh.positions) expect(corners).toContain(value);
    expect(signedVolume(mesh)).toBeCloseTo(1 / 27, 6);
    expect(findMeshFaults(mesh)).toEqual([]);
  });

  it("places a crossing where the values say", () => {
    // Between +3 inside and −1 outside the surface lies three quarters of the way out.
    const values = new Float32Array(27).fill(-1);
    values[13] = 3;
    const { low, high } = measureBounds(extractSurface(volumeField([3, 3, 3], values)));
    expect(low).toEqual([0.75, 0.75, 0.75].map(Math.fround));
    expect(high).toEqual([1.25, 1.25, 1.25].map(Math.fround));
  });

  it("makes nothing of an empty field, nor of one too small to have an inside", () => {
    const flat: Size[] = [
      [2, 2, 2],
      [1, 1, 1],
      [2, 30, 30],
    ];
    const empty = { positions: new Float32Array(), indices: new Uint32Array() };
    for (const size of flat) expect(extractSurface(functionField(size, () => 1))).toEqual(empty);
    // Only values above 0 are inside.
    for (const value of [-1, 0, -0, -1e-40])
      for (const reach of [0, Infinity])
        expect(extractSurface(functionField([40, 9, 17], () => value, reach))).toEqual(empty);
  });

  it.each([[[3, 3, 3]], [[8, 8, 8]], [[9, 9, 9]], [[10, 17, 33]], [[80, 8, 9]]] as [Size][])(
    "closes a full field of %j samples just inside its border",
    (size) => {
      for (const reach of [0, Infinity]) {
        const mesh = extractSurface(functionField(size, () => 1, reach));
        expect(findMeshFaults(mesh)).toEqual([]);
        const { low, high } = measureBounds(mesh);
        for (let axis = 0; axis < 3; axis++) {
          expect(low[axis]).toBeGreaterThan(0);
          expect(low[axis]).toBeLessThan(0.7);
          expect(high[axis]).toBeCloseTo(size[axis] - 1 - low[axis], 5);
        }
      }
    },
  );

  it("keeps two samples that touch at a corner or along an edge in one sound body", () => {
    for (const other of [31, 21, 26, 22]) {
      const values = new Float32Array(64).fill(-1);
      values[42] = 1;
      values[other] = 1;
      const mesh = extractSurface(volumeField([4, 4, 4], values));
      expect(findMeshFaults(mesh)).toEqual([]);
    }
  });

  it("joins diagonal neighbours through the least outside of the samples between them", () => {
    const values = new Float32Array(5 * 5 * 5).fill(-1);
    const at = (x: number, y: number, z: number) => (z * 5 + y) * 5 + x;
    values[at(2, 2, 2)] = 1;
    values[at(3, 3, 2)] = 1;
    values[at(3, 2, 2)] = -0.25;
    const mesh = extractSurface(volumeField([5, 5, 5], values));
    const nearMoved = mesh.positions.filter((_, n) => n % 3 === 0).filter((x) => x > 3);
    expect(findMeshFaults(mesh)).toEqual([]);
    const lowestRight = Math.min(
      ...[...mesh.positions.keys()]
        .filter((n) => n % 3 === 1 && mesh.positions[n - 1] > 3)
        .map((n) => mesh.positions[n]),
    );
    expect(nearMoved.length).toBeGreaterThan(0);
    expect(lowestRight).toBeLessThan(2);
  });

  it("survives values that are not numbers", () => {
    const odd = [NaN, Infinity, -Infinity, 0, -0, 1e-40, -1e-40, 3e38, -3e38, 1, -1];
    const values = new Float32Array(1000).map((_, n) => odd[(n * 7919) % odd.length]);
    expect(findMeshFaults(extractSurface(volumeField([10, 10, 10], values)))).toEqual([]);
  });
});

describe("known bodies", () => {
  const centre = [47.3, 48.1, 46.9] as const;
  const bodies = [
    { name: "sphere", at: sphereAt(...centre, 40), volume: (4 / 3) * Math.PI * 40 ** 3, half: [40, 40, 40] },
    {
      name: "torus",
      at: torusAt(...centre, 28, 11),
      volume: 2 * Math.PI ** 2 * 28 * 11 ** 2,
      half: [39, 39, 11],
    },
    {
      name: "capsule",
      at: capsuleAt(...centre, 20, 18),
      volume: Math.PI * 18 ** 2 * (40 + (4 / 3) * 18),
      half: [18, 18, 38],
    },
  ];

  it.each(bodies)("measures a $name to a fraction of a percent", ({ at, volume, half }) => {
    const field = functionField([96, 96, 96], at, 1);
    const mesh = extractSurface(field);
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(Math.abs(signedVolume(mesh) / volume - 1)).toBeLessThan(0.003);
    const { low, high } = measureBounds(mesh);
    for (let axis = 0; axis < 3; axis++) {
      expect(Math.abs(centre[axis] - half[axis] - low[axis])).toBeLessThan(0.1);
      expect(Math.abs(centre[axis] + half[axis] - high[axis])).toBeLessThan(0.1);
    }
    expect(meanError(field, at)).toBeLessThan(0.02);
  });

  it("comes four times nearer to the volume of a sphere when the grid is twice as fine", () => {
    const errors = [24, 48, 96, 192].map((n) => {
      const radius = n * 0.4;
      const at = sphereAt(n / 2 - 0.2, n / 2 - 0.1, n / 2, radius);
      const volume = signedVolume(extractSurface(functionField([n, n, n], at, 1)));
      return 1 - volume / ((4 / 3) * Math.PI * radius ** 3);
    });
    for (let n = 1; n < errors.length; n++) {
      expect(errors[n - 1] / errors[n]).toBeGreaterThan(3.5);
      expect(errors[n - 1] / errors[n]).toBeLessThan(4.5);
    }
  });

  it("gives the same bytes every time, whatever was skipped", () => {
    const at = torusAt(60, 55, 40, 33.3, 9.1);
    const size: Size = [121, 110, 83];
    const first = extractSurface(functionField(size, at, 1));
    const again = extractSurface(functionField(size, at, 1));
    expect(Buffer.compare(Buffer.from(first.positions.buffer), Buffer.from(again.positions.buffer))).toBe(0);
    expect(Buffer.compare(Buffer.from(first.indices.buffer), Buffer.from(again.indices.buffer))).toBe(0);
    const everything = extractSurface(functionField(size, at));
    expect(everything.positions).toHaveLength(first.positions.length);
    expect(sortedVertices(everything.positions)).toEqual(sortedVertices(first.positions));
    expect(signedVolume(everything)).toBeCloseTo(signedVolume(first), 6);
  });

  it("leaves far most of the samples alone", () => {
    let bricks = 0;
    const field = functionField([256, 256, 256], sphereAt(128, 128, 128, 100), 1);
    extractSurface({
      ...field,
      sampleBrick(x0, y0, z0, out, offset) {
        bricks++;
        field.sampleBrick(x0, y0, z0, out, offset);
      },
    });
    // The sphere itself passes through about 3000 of the 32768 bricks.
    expect(bricks).toBeLessThan(4500);
  });
});

describe("a boxSign that promises too much", () => {
  it.each([0.9, 0.7, 0.5, 0.3])("is healed when it is off by a factor of %f", (reach) => {
    const at = (x: number, y: number, z: number) =>
      30 -
      Math.sqrt((x - 48) ** 2 * 1.7 + (y - 47) ** 2 * 0.8 + (z - 46) ** 2) +
      4 * Math.sin(x / 3) * Math.sin(z / 4);
    const size: Size = [96, 96, 96];
    const healed = extractSurface(functionField(size, at, reach));
    expect(findMeshFaults(healed)).toEqual([]);
    const full = extractSurface(functionField(size, at));
    expect(sortedVertices(healed.positions)).toEqual(sortedVertices(full.positions));
  });

  it("still gives a closed surface where unsampled boxes contradict each other outright", () => {
    let calls = 0;
    const field: Field = {
      ...functionField([64, 64, 64], sphereAt(32, 32, 32, 20)),
      boxSign: (x0, _y0, _z0, x1) => (x1 - x0 > 12 ? 0 : calls++ % 3 === 0 ? 1 : -1),
    };
    expect(findMeshFaults(extractSurface(field))).toEqual([]);
  });

  it("finds the whole surface where only the middle of each box was asked, and never an unknown answered", () => {
    const at = sphereAt(64, 63, 62, 37);
    const honest = functionField([128, 128, 128], at, 1);
    const blind: Field = {
      ...honest,
      boxSign(x0, y0, z0, x1, y1, z1) {
        if (x1 - x0 > 9) return 0;
        return at((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2) > 0 ? 1 : -1;
      },
    };
    const mesh = extractSurface(blind);
    expect(sortedVertices(mesh.positions)).toEqual(sortedVertices(extractSurface(honest).positions));
    expect(findMeshFaults(mesh)).toEqual([]);
  });

  it("is healed as well when only a repair comes upon it", () => {
    // Two diagonal samples by an edge of the first brick. The sample between them, moved inside, touches the brick
    // across that edge, which holds a rod that runs on into the next. Both were promised to be empty.
    const at = (x: number, y: number, z: number) => {
      if (z === 4 && ((x === 6 && y === 7) || (x === 7 && y === 6))) return 1;
      if (z === 4 && x === 7 && y === 7) return -0.1;
      return x >= 10 && x <= 20 && y >= 10 && y <= 12 && z >= 3 && z <= 5 ? 1 : -1;
    };
    const mesh = extractSurface({
      ...functionField([32, 24, 12], at),
      boxSign: (x0, y0, z0, x1) => (x1 - x0 > 10 || x0 + y0 + z0 === 0 ? 0 : -1),
    });
    expect(findMeshFaults(mesh)).toEqual([]);
    expect(measureBounds(mesh).high[0]).toBeCloseTo(20.5, 1);
  });
});

/** Vertices as sorted rows, for comparing meshes that number them differently. */
function sortedVertices(positions: Float32Array): string[] {
  const rows: string[] = [];
  for (let n = 0; n < positions.length; n += 3) rows.push(positions.slice(n, n + 3).join(" "));
  return rows.sort();
}
