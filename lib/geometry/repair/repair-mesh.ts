import { checkManifold } from "../mesh/check-manifold";
import { dropUnusedVertices } from "../mesh/drop-unused-vertices";
import { flipFlatTriangles } from "../mesh/flip-flat-triangles";
import type { Mesh } from "../mesh/mesh";
import { splitParts, takeSmallParts } from "../mesh/split-parts";
import { dropBadTriangles } from "./drop-bad-triangles";
import { fillHoles } from "./fill-holes";
import { orientShells } from "./orient-shells";
import { nextCorner, pairEdges } from "./pair-edges";
import { untangleSurface } from "./untangle-surface";
import { weldVertices } from "./weld-vertices";

/** What was done to a mesh; all zero for one that needed nothing but welding. */
export interface Repairs {
  weldedVertices: number;
  /** Without area, repeated, or folded onto another. */
  droppedTriangles: number;
  filledHoles: number;
  flippedTriangles: number;
  /** Shells of next to no volume. */
  droppedShells: number;
}

/** A mesh that no repair makes a solid. The message is for people. */
export class UnrepairableMeshError extends Error {
  override name = "UnrepairableMeshError";
}

/** Shells of less than this share of the volume are dust of modelling, not parts. */
const LEAST_VOLUME_SHARE = 1e-5;
/** Filling a hole may lay two sheets together anew; what three passes do not part, more do not either. */
const MOST_PASSES = 3;

/**
 * Makes a mesh of any origin closed, manifold and turned outward: welds, drops what has no area or is there twice, parts
 * sheets that share edges or vertices, turns triangles alike, fills holes, turns shells outward and drops
 * specks. Colours stay. Surfaces that cut through one another are left so: slicers take their union.
 *
 * @throws UnrepairableMeshError where nothing of volume is left, or the surface still cannot be closed
 */
export function repairMesh(given: Mesh): { mesh: Mesh; repairs: Repairs } {
  const repairs: Repairs = {
    weldedVertices: 0,
    droppedTriangles: 0,
    filledHoles: 0,
    flippedTriangles: 0,
    droppedShells: 0,
  };
  let mesh = weldAndDrop(given, repairs);
  for (let pass = 0; pass < MOST_PASSES && !isSolid(mesh); pass++) {
    const untangled = untangleSurface(mesh);
    const filled = fillHoles(untangled.mesh);
    repairs.flippedTriangles += untangled.flippedTriangles;
    repairs.filledHoles += filled.holes;
    mesh = drop(filled.mesh, repairs);
  }
  repairs.flippedTriangles += orientShells(mesh);
  mesh = dropSpecks(mesh, repairs);
  flipFlatTriangles(mesh);
  requireSolid(mesh);
  return { mesh, repairs };
}

function weldAndDrop(given: Mesh, repairs: Repairs): Mesh {
  const welded = drop(weldVertices(given), repairs);
  const isOpen = isSolid(welded) ? undefined : findOpen(welded);
  const mesh = isOpen ? drop(weldVertices(welded, isOpen), repairs) : welded;
  repairs.weldedVertices = (given.positions.length - mesh.positions.length) / 3;
  // Corners of its own for each triangle are how STL is, and no fault.
  if (given.positions.length === 3 * given.indices.length) repairs.weldedVertices = 0;
  return mesh === given ? { ...mesh, indices: mesh.indices.slice() } : mesh;
}

function drop(mesh: Mesh, repairs: Repairs): Mesh {
  const indices = dropBadTriangles(mesh);
  if (indices === mesh.indices) return mesh;
  repairs.droppedTriangles += (mesh.indices.length - indices.length) / 3;
  return dropUnusedVertices({ ...mesh, indices });
}

/** Marks the vertices along open edges; undefined where none is open. */
function findOpen(mesh: Mesh): Uint8Array | undefined {
  const { indices } = mesh;
  const mates = pairEdges(mesh);
  let isOpen: Uint8Array | undefined;
  for (let h = 0; h < indices.length; h++) {
    if (mates[h] >= 0) continue;
    isOpen ??= new Uint8Array(mesh.positions.length / 3);
    isOpen[indices[h]] = isOpen[indices[nextCorner(h)]] = 1;
  }
  return isOpen;
}

function isSolid(mesh: Mesh): boolean {
  const { watertight, manifold } = checkManifold(mesh);
  return watertight && manifold;
}

function dropSpecks(mesh: Mesh, repairs: Repairs): Mesh {
  if (mesh.indices.length === 0) return mesh;
  const { mesh: kept, dropped } = takeSmallParts(mesh, LEAST_VOLUME_SHARE);
  repairs.droppedShells += dropped;
  return kept;
}

function requireSolid(mesh: Mesh): void {
  const volume = splitParts(mesh).volumes.reduce((sum, each) => sum + each, 0);
  if (mesh.indices.length === 0 || !(volume > 0))
    throw new UnrepairableMeshError(
      "The mesh encloses nothing: it is a flat sheet without thickness. Give it a thickness and send it again.",
    );
  const { watertight, manifold, boundaryEdges, nonManifoldEdges, misorientedEdges, nonManifoldVertices } =
    checkManifold(mesh);
  if (watertight && manifold) return;
  const faults = [
    [boundaryEdges, "open edges"],
    [nonManifoldEdges, "edges with more than two triangles"],
    [misorientedEdges, "edges whose triangles disagree on the outside"],
    [nonManifoldVertices, "vertices that join two surfaces"],
  ].filter(([count]) => count !== 0);
  throw new UnrepairableMeshError(
    `The mesh could not be made a solid: ${faults.map(([count, what]) => `${count} ${what}`).join(", ")} remain. Repair it where it was made.`,
  );
}
