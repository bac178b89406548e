import { LAYER_MM } from "../mesh/measure-mesh";
import type { Mesh } from "../mesh/mesh";
import type { MeshReport, PrintReport } from "../mesh/print-report";
import { countIslands } from "./count-islands";
import { countSelfIntersections } from "./count-self-intersections";
import { measureWalls } from "./measure-walls";
import { MOST_TREE_TRIANGLES, TriangleTree } from "./triangle-tree";

/** A little more than was measured against a slicer: see `measureMesh`. */
const FILAMENT_ERROR_SHARE = 0.15;
const PRINT_TIME_ERROR_SHARE = 0.3;
const NO_WALLS = { thinnestMm: null, thinShare: { fdm: 0, sla: 0, sls: 0 } };

/**
 * Completes the report of a placed mesh (millimetres, resting on z = 0) by what a printer would meet in it. The mesh must
 * be closed: walls are looked for behind each side, and islands below it. One tree serves crossings and walls; at 200,000
 * triangles tree, crossings, walls and islands take about 0.03, 0.12, 0.04 and 0.03 s.
 */
export function measurePrint(mesh: Mesh, report: MeshReport): PrintReport {
  // Meshes beyond the tree's reach are never made here: every quality has a cap of a quarter of it.
  const tree = report.triangles <= MOST_TREE_TRIANGLES ? new TriangleTree(mesh) : null;
  const walls = tree ? measureWalls(tree) : NO_WALLS;
  return {
    ...report,
    selfIntersections: tree ? countSelfIntersections(tree, report.watertight && report.manifold) : null,
    thinnestWallMm: walls.thinnestMm,
    thinWallShare: walls.thinShare,
    islands: countIslands(mesh, LAYER_MM),
    filamentErrorShare: FILAMENT_ERROR_SHARE,
    printTimeErrorShare: PRINT_TIME_ERROR_SHARE,
  };
}
