import { AppError } from "@/lib/core/errors";
import type { PrintReport } from "@/lib/geometry/mesh/print-report";
import { MIN_WALL_MM } from "@/lib/geometry/print/measure-walls";
import type { PrintSettings } from "../settings/print";

/**
 * Gives the report back where the measured model meets what the caller said of the print. Throws
 * `print_contract_unmet` with the wanted and the measured figure of every clause that does not hold.
 */
export function meetContract(report: PrintReport, contract: PrintSettings | undefined): PrintReport {
  const unmet = [
    ...bedClauses(report, contract),
    ...triangleClauses(report, contract),
    ...wallClauses(report, contract),
  ];
  if (unmet.length === 0) return report;
  throw new AppError(
    "print_contract_unmet",
    `The model does not meet the print contract: ${unmet.join("; ")}. Nothing was charged.`,
    { param: "print" },
  );
}

/** Turned by a right angle on the bed it may still fit. */
function bedClauses({ sizeMm }: PrintReport, contract: PrintSettings | undefined): string[] {
  if (!contract?.bed_mm) return [];
  const [width, depth, height] = contract.bed_mm;
  const lies = (x: number, y: number) => x <= width && y <= depth;
  if (sizeMm.z <= height && (lies(sizeMm.x, sizeMm.y) || lies(sizeMm.y, sizeMm.x))) return [];
  const measured = [sizeMm.x, sizeMm.y, sizeMm.z].map((side) => side.toFixed(1)).join(" × ");
  return [`it measures ${measured} mm and the room ${width} × ${depth} × ${height} mm`];
}

function triangleClauses({ triangles }: PrintReport, contract: PrintSettings | undefined): string[] {
  const most = contract?.max_triangles;
  // Reduction stops a little above its target where a collapse would have broken the surface.
  if (most === undefined || triangles <= most * 1.02 + 8) return [];
  return [`it has ${triangles} triangles, and at most ${most} were asked for`];
}

function wallClauses({ thinnestWallMm }: PrintReport, contract: PrintSettings | undefined): string[] {
  const { process, min_wall_mm: named } = contract ?? {};
  const least = named ?? (process && MIN_WALL_MM[process]);
  // A wall of exactly the wanted thickness must not fail by rounding.
  if (least === undefined || thinnestWallMm === null || thinnestWallMm >= least * 0.999) return [];
  return [`its thinnest wall measures ${thinnestWallMm.toFixed(2)} mm, and ${least} mm are needed`];
}
