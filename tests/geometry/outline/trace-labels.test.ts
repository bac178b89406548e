import earcut from "earcut";
import { describe, expect, it } from "vitest";
import { extrudeRings } from "@/lib/geometry/outline/extrude-rings";
import { joinChains } from "@/lib/geometry/outline/join-chains";
import { measureRings, type Rings } from "@/lib/geometry/outline/rings";
import { simplifyChains } from "@/lib/geometry/outline/simplify-chains";
import { thinLine } from "@/lib/geometry/outline/thin-line";
import { partCorners, traceLabels } from "@/lib/geometry/outline/trace-labels";
import { findMeshFaults } from "../../support/check-closed-mesh";
import { seededRandom } from "../../support/make-pictures";

const map = (...rows: string[]): [Uint8Array, number, number] => [
  Uint8Array.from(rows.join(""), Number),
  rows[0].length,
  rows.length,
];
const half = (): number => 0.5;
const areaOf = (rings: Rings): number => measureRings(rings).reduce((sum, area) => sum + area, 0);

describe("traceLabels", () => {
  it("traces the border of two labels once, from junction to junction", () => {
    const chains = traceLabels(...map("12", "12"), half);
    expect(chains).toHaveLength(3);
    const shared = chains.find(({ left, right }) => left * right === 2)!;
    expect(shared.points).toEqual([1, 2, 1, 1.5, 1, 0.5, 1, 0]);
    const [one, two] = [1, 2].map((label) => joinChains(chains, (other) => other === label));
    const points = ({ points: p }: Rings) =>
      Array.from({ length: p.length / 2 }, (_, n) => `${p[n * 2]} ${p[n * 2 + 1]}`);
    expect(points(one).filter((point) => points(two).includes(point))).toHaveLength(shared.points.length / 2);
    expect(areaOf(one) + areaOf(two)).toBeCloseTo(areaOf(joinChains(chains, (label) => label > 0)), 12);
  });

  it("puts the border where the crossing says, within its pixel pair", () => {
    const chains = traceLabels(...map("12"), (a, b) => (a < b ? 0.25 : 0.75));
    const shared = chains.find(({ left, right }) => left * right === 2)!;
    expect(shared.points.filter((_, at) => at % 2 === 0)).toContain(0.75);
  });

  it("parts what touches in a corner only", () => {
    expect([...partCorners(...map("12", "21"))]).toEqual([1, 2, 2, 2]);
    expect([...partCorners(...map("31", "02"))]).toEqual([3, 2, 0, 2]);
    expect([...partCorners(...map("11", "23"))]).toEqual([1, 1, 2, 3]);
  });

  it("gives closed bodies of 120 random maps, side by side and stacked, simplified far", () => {
    const random = seededRandom(11);
    const faults: string[] = [];
    for (let round = 0; round < 120; round++) {
      const [width, height] = [2 + Math.floor(random() * 11), 2 + Math.floor(random() * 11)];
      const count = 1 + Math.floor(random() * 5);
      const labels = Uint8Array.from({ length: width * height }, () => Math.floor(random() * (count + 1)));
      partCorners(labels, width, height);
      const traced = traceLabels(labels, width, height, (a, b) => ((a * 7 + b * 13) % 10) / 10);
      const chains = simplifyChains(traced, round % 2 ? 0.2 : 1.5);
      let sum = 0;
      for (let label = 1; label <= count; label++)
        for (const stacked of [false, true]) {
          const rings = joinChains(chains, (other) => (stacked ? other >= label : other === label));
          if (rings.starts.length === 1) continue;
          const mesh = extrudeRings(rings, 1, earcut);
          faults.push(...findMeshFaults(mesh).map((fault) => `${round}/${label}: ${fault}`));
          if (!stacked) sum += areaOf(rings);
        }
      const whole = areaOf(joinChains(chains, (label) => label > 0));
      if (Math.abs(sum - whole) > 1e-9) faults.push(`${round}: the parts do not fill the whole`);
    }
    expect(faults).toEqual([]);
  });
});

describe("thinLine", () => {
  it("keeps ends and corners, and three points of a closed line", () => {
    expect(thinLine([0, 0, 1, 0.1, 2, 0, 2, 1, 2, 2], 0.2)).toEqual([0, 0, 2, 0, 2, 2]);
    expect(thinLine([0, 0, 0.1, 0, 0.1, 0.1, 0, 0.1, 0, 0], 9).length).toBeGreaterThanOrEqual(8);
  });
});
