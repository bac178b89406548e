import { describe, expect, it } from "vitest";
import { BRICK, type Field } from "@/lib/geometry/field/field";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { OverMemoryError } from "@/lib/geometry/mesh/require-memory";
import { estimateReduction } from "@/lib/geometry/mesh/simplify-in-parts";
import { functionField, sphereAt } from "@/tests/support/make-fields";

const MIB = 1024 ** 2;
const ball: Field = functionField([96, 96, 96], sphereAt(48, 48, 48, 44), 1);

/** The same ball, with a count of the bricks that were sampled. */
function counted() {
  let sampled = 0;
  const field: Field = {
    size: ball.size,
    boxSign: (...box) => ball.boxSign(...box),
    sampleBrick: (...place) => {
      sampled++;
      ball.sampleBrick(...place);
    },
  };
  return { field, sampled: () => sampled };
}

function needed(field: Field, allowedBytes: number): number {
  try {
    extractSurface(field, allowedBytes);
  } catch (error) {
    if (!(error instanceof OverMemoryError)) throw error;
    expect(error.allowedBytes).toBe(allowedBytes);
    return error.neededBytes;
  }
  return 0;
}

describe("extractSurface within a memory", () => {
  it("refuses from the number of bricks alone, before one is sampled", () => {
    const { field, sampled } = counted();
    expect(needed(field, 1000)).toBeGreaterThan(1_000_000);
    expect(sampled()).toBe(0);
  });

  it("says exactly what it needs once the bricks are sampled, and that is enough", () => {
    const { field, sampled } = counted();
    const mesh = extractSurface(ball);
    const all = sampled() + mesh.positions.byteLength + mesh.indices.byteLength;
    const exact = needed(field, 2 * MIB);
    expect(sampled()).toBeGreaterThan(500);
    // Values of most bricks, and the mesh.
    expect(exact).toBeGreaterThan(all + (sampled() * BRICK ** 3 * 4) / 2);
    expect(exact).toBeLessThan(all + sampled() * 3000);
    expect(needed(ball, exact - 1)).toBe(exact);
    expect(extractSurface(ball, exact).indices).toEqual(mesh.indices);
  });
});

describe("estimateReduction", () => {
  it("is the mesh alone where nothing is reduced", () => {
    expect(estimateReduction(1000, false, 1000)).toBe(18_000);
    expect(estimateReduction(1000, false, Infinity)).toBe(18_000);
  });

  it("grows with colours, and above three million triangles by the mesh alone", () => {
    const small = estimateReduction(600_000, false, 200_000);
    expect(small / 600_000).toBeCloseTo(18 + 7 + 155, 0);
    expect(estimateReduction(600_000, true, 200_000)).toBeGreaterThan(1.3 * small);
    const large = estimateReduction(4_000_000, false, 200_000);
    const larger = estimateReduction(5_000_000, false, 200_000);
    expect(larger - large).toBe(1_000_000 * 25);
  });
});
