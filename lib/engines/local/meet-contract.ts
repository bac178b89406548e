import { AppError } from "@/lib/core/errors";
import { fitsRoom, type RoomMm } from "@/lib/geometry/mesh/fits-room";
import type { PrintPiece, PrintReport } from "@/lib/geometry/mesh/print-report";
import { MIN_WALL_MM } from "@/lib/geometry/print/measure-walls";
import type { PrintSettings } from "../settings/print";

/** One line of a contract: whether it holds, and what was measured against what was wanted. */
interface Clause {
  holds: boolean;
  measured: string;
}

/**
 * Measures the model against what the caller said of the print. Gives a sentence for people that lists each clause with
 * its figures; none where nothing was said. Throws `print_contract_unmet` with those of every clause that does not hold.
 */
export function meetContract(report: PrintReport, contract: PrintSettings | undefined): string[] {
  const clauses = judgeContract(report, contract);
  const unmet = clauses.filter(({ holds }) => !holds);
  if (unmet.length > 0)
    throw new AppError(
      "print_contract_unmet",
      `The model does not meet the print contract: ${list(unmet)}. Nothing was charged.`,
      { param: "print" },
    );
  return clauses.length > 0 ? [`The print contract holds: ${list(clauses)}.`] : [];
}

/** The clauses that the caller stated, each judged. */
export function judgeContract(report: PrintReport, contract: PrintSettings | undefined): Clause[] {
  return [bedClause(report, contract), triangleClause(report, contract), wallClause(report, contract)].filter(
    (clause) => clause !== null,
  );
}

const list = (clauses: Clause[]): string => clauses.map(({ measured }) => measured).join("; ");

function bedClause({ sizeMm, pieces }: PrintReport, contract: PrintSettings | undefined): Clause | null {
  if (!contract?.bed_mm) return null;
  if (pieces && pieces.length > 1) return pieceClause(pieces, contract.bed_mm);
  const [width, depth, height] = contract.bed_mm;
  const measured = [sizeMm.x, sizeMm.y, sizeMm.z].map((side) => side.toFixed(1)).join(" × ");
  return {
    holds: fitsRoom(sizeMm, contract.bed_mm),
    measured: `it measures ${measured} mm and the room ${width} × ${depth} × ${height} mm`,
  };
}

function pieceClause(pieces: PrintPiece[], room: RoomMm): Clause {
  const large = pieces.filter((piece) => !fitsRoom(piece.sizeMm, room));
  return {
    holds: large.length === 0,
    measured: `${large.length || "none"} of its ${pieces.length} pieces is larger than the room ${room.join(" × ")} mm`,
  };
}

function triangleClause({ triangles }: PrintReport, contract: PrintSettings | undefined): Clause | null {
  const most = contract?.max_triangles;
  if (most === undefined) return null;
  return {
    // Reduction stops a little above its target where a collapse would have broken the surface.
    holds: triangles <= most * 1.02 + 8,
    measured: `it has ${triangles} triangles, and at most ${most} were asked for`,
  };
}

function wallClause({ thinnestWallMm }: PrintReport, contract: PrintSettings | undefined): Clause | null {
  const { process, min_wall_mm: named } = contract ?? {};
  const least = named ?? (process && MIN_WALL_MM[process]);
  if (least === undefined) return null;
  const thinnest = thinnestWallMm === null ? "5 mm or more" : `${thinnestWallMm.toFixed(2)} mm`;
  return {
    // A wall of exactly the wanted thickness must not fail by rounding.
    holds: thinnestWallMm === null || thinnestWallMm >= least * 0.999,
    measured: `its thinnest wall measures ${thinnest}, and ${least} mm are needed`,
  };
}
