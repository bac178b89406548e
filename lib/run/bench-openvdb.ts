import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { BALL_RADIUS, ballField } from "./bench-fields";
import type { BenchRow } from "./bench-table";
import { openVdbBall } from "./openvdb-ball";
import { timeByTurns } from "./time-by-turns";

/**
 * The core, from field to mesh, by turns with OpenVDB on one core: the same ball as level set and quads. Where OpenVDB is
 * not installed our own times stand alone.
 */
export async function benchOpenVdb(): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  for (const size of [256, 512, 1024]) {
    const field = ballField(size);
    const ours = () => void extractSurface(field);
    const native = openVdbBall(size, BALL_RADIUS);
    const { medianMs, ratio, otherMs } = await timeByTurns(ours, native ?? ours);
    const target = size === 1024 ? { targetRatio: 0.6 } : {};
    const name = `ball at ${size}³`;
    if (native) rows.push({ name, medianMs, ratio, ...target, note: `OpenVDB ${Math.round(otherMs)} ms` });
    else rows.push({ name, medianMs, ...target, note: "OpenVDB not installed" });
  }
  return rows;
}
