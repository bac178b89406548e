import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { fitsRoom, USUAL_ROOM_MM, type RoomMm } from "@/lib/geometry/mesh/fits-room";
import { measureMesh } from "@/lib/geometry/mesh/measure-mesh";
import { pickBody } from "@/lib/geometry/mesh/pick-body";
import type { PrintReport } from "@/lib/geometry/mesh/print-report";
import { measurePrint } from "@/lib/geometry/print/measure-print";
import { loadManifold } from "#host/load-manifold";
import type { SplitModel } from "./split-to-fit";
import { refuseUnsound } from "./refuse-unsound";

/**
 * The report of a placed mesh. Bodies that touch are printed as one thing, so walls, islands, area and overhang are measured
 * on their union; whether all is closed, and how many triangles there are, on the bodies themselves.
 *
 * @param room the printer's room, where the caller named one
 * @param split what a split model is printed as: its pieces must fit, and its size is that of all put together
 * @throws AppError `engine_failed` for a mesh that is not sound
 */
export async function measureModel(
  mesh: Mesh,
  room?: RoomMm,
  split?: Pick<SplitModel, "pieces" | "sizeMm">,
): Promise<PrintReport> {
  const report = await measureBodies(mesh, room);
  if (!split) return report;
  const { pieces, sizeMm } = split;
  const fitsBed = pieces.every((piece) => fitsRoom(piece.sizeMm, room ?? USUAL_ROOM_MM));
  return { ...report, pieces, sizeMm, fitsBed };
}

async function measureBodies(mesh: Mesh, room?: RoomMm): Promise<PrintReport> {
  const own = refuseUnsound(measureMesh(mesh, room));
  const united = mesh.bodies && mesh.bodies.length > 1 ? await uniteBodies(mesh) : undefined;
  if (!united) return measurePrint(mesh, own);
  const { triangles, vertices } = own;
  return { ...measurePrint(united, measureMesh(united, room)), triangles, vertices };
}

/** Undefined where the union comes out empty or open: then the bodies are measured as they are. */
async function uniteBodies(mesh: Mesh): Promise<Mesh | undefined> {
  const wasm = await loadManifold();
  const solids = (mesh.bodies ?? []).map((body) => {
    const { positions, indices } = pickBody(mesh, body);
    return new wasm.Manifold(new wasm.Mesh({ numProp: 3, vertProperties: positions, triVerts: indices }));
  });
  const whole = wasm.Manifold.union(solids);
  try {
    const { vertProperties, triVerts } = whole.getMesh();
    const united = { positions: vertProperties.slice(), indices: triVerts.slice() };
    const { watertight, manifold } = measureMesh(united);
    return watertight && manifold && triVerts.length > 0 ? united : undefined;
  } finally {
    for (const solid of [...solids, whole]) solid.delete();
  }
}
