import { alone, type Crew } from "../crew/crew";
import type { Field } from "../field/field";
import { findActiveBricks } from "./find-active-bricks";
import { healBricks } from "./heal-bricks";
import type { Mesh } from "./mesh";
import { repairCells } from "./repair-cells";
import { surfaceNets } from "./surface-nets";

/**
 * The surface of a field as a closed, manifold, outward-facing triangle mesh in lattice units: sample (x, y, z) lies
 * at exactly that position. Never fails: an empty field gives an empty mesh, a full one the box of the domain,
 * and any other sign pattern is repaired first (see `repairCells`). The same field gives the same bytes.
 *
 * Closed and manifold is a matter of how triangles are joined; surface nets may, rarely, fold through themselves.
 *
 * @param allowedBytes what the sampled bricks and the mesh may take together; the field's own maps are not counted.
 * @param crew who shares the work; the mesh then lies in memory of theirs, and is the same.
 * @throws OverMemoryError before the bricks are sampled, from their number, or before the mesh is made, exactly.
 */
export function extractSurface(field: Field, allowedBytes = Infinity, crew: Crew = alone): Mesh {
  const grid = findActiveBricks(field, allowedBytes, crew);
  healBricks(grid);
  repairCells(grid, crew);
  return surfaceNets(grid, allowedBytes, crew);
}
