import type { Manifold } from "manifold-3d";
import { AppError } from "@/lib/core/errors";
import { fitsRoom, USUAL_ROOM_MM, type RoomMm } from "@/lib/geometry/mesh/fits-room";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import type { PrintPiece } from "@/lib/geometry/mesh/print-report";
import type { PrintSettings } from "../settings/print";
import { cutToRoom, type Cut } from "./cut-to-room";
import { PegJoiner, type PeggedPiece } from "./join-by-pegs";
import { layOutPieces } from "./lay-out-pieces";
import { loadManifold } from "#host/load-manifold";
import { ManifoldBin } from "./manifold-bin";

export interface SplitModel {
  /** The pieces side by side, a body each; the mesh itself where it fits in one piece. */
  mesh: Mesh;
  pieces: PrintPiece[];
  /** Of the model put together. */
  sizeMm: { x: number; y: number; z: number };
  notes: string[];
}

/**
 * Cuts a placed mesh into pieces that fit the printer's room, with pegs and holes to join them, where the print contract
 * asks for it; null where it does not.
 *
 * @throws AppError `print_contract_unmet` for a model of several bodies or with a picture on it, and where the pieces would
 * be too many
 */
export async function splitToFit(
  mesh: Mesh,
  contract: PrintSettings | undefined,
  textured: boolean,
): Promise<SplitModel | null> {
  if (contract?.split !== "pegs") return null;
  if (mesh.bodies) throw unmet("this model is made of several bodies, which are not split");
  if (textured) throw unmet("a picture laid on a model is not carried over a cut; choose a plain quality");
  const room = contract.bed_mm ?? USUAL_ROOM_MM;
  const sizeMm = sizeOf(mesh);
  if (fitsRoom(sizeMm, room)) {
    const pieces = [{ name: nameOf(0, 1), sizeMm, pegs: 0 }];
    return { mesh, pieces, sizeMm, notes: ["It fits the printer's room in one piece, so it was not cut."] };
  }
  const bin = new ManifoldBin(await loadManifold());
  try {
    const { pieces, pegged, plain } = await cutAndPeg(bin, mesh, room, contract);
    const laid = layOutPieces(pieces.map(({ mesh: piece }, n) => ({ mesh: piece, name: nameOf(n, pieces.length) }))); // prettier-ignore
    return {
      mesh: laid,
      pieces: pieces.map(({ mesh: piece, pegs }, n) => ({
        name: nameOf(n, pieces.length),
        sizeMm: sizeOf(piece),
        pegs,
      })),
      sizeMm,
      notes: [describe(pieces.length, room, pegged, plain)],
    };
  } finally {
    bin.empty();
  }
}

/** Gap round a peg by the process: what a part of it comes out too large by. */
const CLEARANCE_MM = { fdm: 0.2, sla: 0.1, sls: 0.2 };
const LONGEST_PEG_MM = 10;

async function cutAndPeg(bin: ManifoldBin, mesh: Mesh, room: RoomMm, contract: PrintSettings) {
  const clearanceMm = contract.split_clearance_mm ?? CLEARANCE_MM[contract.process ?? "fdm"];
  const pegMm = Math.min(LONGEST_PEG_MM, Math.min(...room) / 6);
  const { pieces: solids, cuts } = fewestPieces(bin, bin.load(mesh), room, pegMm);
  const pieces = solids.map((solid): PeggedPiece => ({ solid, pegs: [], holes: [] }));
  const joiner = new PegJoiner(await loadManifold(), bin, { clearanceMm, pegMm });
  joiner.join(pieces, cuts);
  const finished = pieces.map((piece) => ({ mesh: finish(bin, piece, mesh), pegs: piece.pegs.length }));
  return { pieces: finished, pegged: joiner.pegged, plain: joiner.plain };
}

/** On a bed that is not square, the model may lie either way. Pieces from the front left bottom to the back right top. */
function fewestPieces(
  bin: ManifoldBin,
  whole: Manifold,
  [width, depth, height]: RoomMm,
  pegMm: number,
): { pieces: Manifold[]; cuts: Cut[] } {
  const ways: RoomMm[] = [[width, depth, height]];
  if (width !== depth) ways.push([depth, width, height]);
  const found = ways
    .map((room) => cutToRoom(bin, whole, room, pegMm))
    .filter((way) => way !== null)
    .sort((a, b) => a.pieces.length - b.pieces.length);
  if (found.length === 0)
    throw unmet("it would fall into more than 40 pieces; choose a larger bed or a smaller size");
  const corner = (solid: Manifold) => solid.boundingBox().min;
  found[0].pieces.sort((a, b) => {
    const [from, to] = [corner(a), corner(b)];
    return from[2] - to[2] || from[1] - to[1] || from[0] - to[0];
  });
  return found[0];
}

/** Edges that a file's single precision would close up are drawn together, as elsewhere after cuts. */
const SHORTEST_MM = 0.002;

function finish(bin: ManifoldBin, { solid, pegs, holes }: PeggedPiece, like: Mesh): Mesh {
  const painted = (posts: Manifold[]): Manifold[] => posts.map((post) => bin.paint(post, like));
  const pegged = pegs.length > 0 ? bin.keep(bin.unite([solid, ...painted(pegs)])) : solid;
  const bored = holes.length > 0 ? bin.keep(bin.without([pegged, ...painted(holes)])) : pegged;
  const { colors } = like;
  return bin.take(bored.simplify(SHORTEST_MM), { positions: like.positions, indices: like.indices, colors });
}

const nameOf = (n: number, count: number): string => `piece ${n + 1} of ${count}`;

function sizeOf(mesh: Mesh): { x: number; y: number; z: number } {
  const { low, high } = measureBounds(mesh);
  return { x: high[0] - low[0], y: high[1] - low[1], z: high[2] - low[2] };
}

function describe(count: number, room: RoomMm, pegged: number, plain: number): string {
  const joints = pegged === 1 ? "1 joint has" : `${pegged} joints have`;
  const bare =
    plain === 0 ? "" : `; ${plain} had no room for pegs and ${plain === 1 ? "is" : "are"} for glue alone`;
  return `Cut into ${count} pieces that fit ${room.join(" × ")} mm: ${joints} pegs${bare}.`;
}

const unmet = (reason: string): AppError =>
  new AppError(
    "print_contract_unmet",
    `The model does not meet the print contract: ${reason}. Nothing was charged.`,
    { param: "print" },
  );
