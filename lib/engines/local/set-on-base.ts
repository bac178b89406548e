import { AppError } from "@/lib/core/errors";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import type { PrintSettings } from "../settings/print";
import { loadManifold } from "#host/load-manifold";
import { ManifoldBin } from "./manifold-bin";

/**
 * A placed mesh with a foot to stand on: cut flat below, or on a round disc or a square plate. Its size is no longer the
 * wanted one; place it again. Bases have the colour of bare plastic.
 *
 * @throws AppError `print_contract_unmet` for a mesh of several bodies.
 */
export async function setOnBase(
  mesh: Mesh,
  base: PrintSettings["base"],
): Promise<{ mesh: Mesh; notes: string[] }> {
  if (!base || base === "none") return { mesh, notes: [] };
  if (mesh.bodies)
    throw new AppError(
      "print_contract_unmet",
      "The model does not meet the print contract: it is made of several bodies, which get no base. Nothing was charged.",
      { param: "print" },
    );
  const wasm = await loadManifold();
  const bin = new ManifoldBin(wasm);
  try {
    const body = bin.load(mesh);
    const { low, high } = measureBounds(mesh);
    const heightMm = high[2] - low[2];
    if (base === "flat") {
      const wantedMm2 = FLAT_SHARE * (high[0] - low[0]) * (high[1] - low[1]);
      const step = heightMm / 200;
      let cut = step;
      while (cut < MOST_CUT * heightMm && bin.keep(body.slice(cut)).area() < wantedMm2) cut += step;
      const note = `The lowest ${cut.toFixed(1)} mm were cut off, so that it stands on a flat foot.`;
      return { mesh: bin.take(body.trimByPlane([0, 0, 1], cut), mesh), notes: [note] };
    }
    const { x, y, halfX, halfY, radius } = measureFoot(mesh, heightMm);
    const longest = Math.max(high[0] - low[0], high[1] - low[1], heightMm);
    const thick = Math.max(LEAST_THICK_MM, THICK_SHARE * longest);
    const rim = RIM_SHARE * longest;
    const plain =
      base === "disc"
        ? bin.keep(wasm.Manifold.cylinder(thick, radius + rim, radius + rim, ROUND))
        : bin.keep(
            bin
              .keep(wasm.Manifold.cube([2 * (halfX + rim), 2 * (halfY + rim), thick]))
              .translate([-halfX - rim, -halfY - rim, 0]),
          );
    const sunk = SUNK_SHARE * thick;
    const foot = bin.paint(bin.keep(plain.translate([x, y, sunk - thick])), mesh);
    const joined = bin.take(body.add(foot), mesh);
    return { mesh: joined, notes: [`It stands on a ${base}, which counts towards its size.`] };
  } finally {
    bin.empty();
  }
}

/** A flat foot as large as this share of the footprint's box stands well; a twentieth of the height is the most it may cost. */
const FLAT_SHARE = 0.08;
const MOST_CUT = 0.05;
const LEAST_THICK_MM = 1.6;
const THICK_SHARE = 0.03;
const RIM_SHARE = 0.03;
/** The body stands this deep in its base: a round one touches the bed in a single point. */
const SUNK_SHARE = 0.4;
const ROUND = 96;
/** What stands in this lowest share of the height is its foot. */
const FOOT_SHARE = 0.15;

/** A box and a circle round the foot, wide enough that the middle of the body's surface stands over them. */
function measureFoot({ positions: p }: Mesh, heightMm: number) {
  let [lowX, lowY, highX, highY] = [Infinity, Infinity, -Infinity, -Infinity];
  let [sumX, sumY] = [0, 0];
  const take = (x: number, y: number): void => {
    lowX = Math.min(lowX, x);
    lowY = Math.min(lowY, y);
    highX = Math.max(highX, x);
    highY = Math.max(highY, y);
  };
  for (let at = 0; at < p.length; at += 3) {
    sumX += p[at];
    sumY += p[at + 1];
    if (p[at + 2] <= FOOT_SHARE * heightMm) take(p[at], p[at + 1]);
  }
  take((3 * sumX) / p.length, (3 * sumY) / p.length);
  const [x, y] = [(lowX + highX) / 2, (lowY + highY) / 2];
  let farthest = 0;
  for (let at = 0; at < p.length; at += 3)
    if (p[at + 2] <= FOOT_SHARE * heightMm)
      farthest = Math.max(farthest, (p[at] - x) ** 2 + (p[at + 1] - y) ** 2);
  return { x, y, halfX: highX - x, halfY: highY - y, radius: Math.sqrt(farthest) };
}
