import { checkManifold } from "./check-manifold";
import { filledVolume } from "./filled-volume";
import { fitsRoom, USUAL_ROOM_MM, type RoomMm } from "./fits-room";
import { measureBounds } from "./measure-bounds";
import type { Mesh } from "./mesh";
import type { MeshReport } from "./print-report";
import { sampleLayers, type SmallLayers } from "../print/sample-layers";
import { countBodies, splitParts } from "./split-parts";

/** A triangle whose corners all lie this low rests on the bed. */
const BED_CONTACT_MM = 0.02;
/** Two walls of 0.45 mm, along everything upright. */
const WALL_MM = 0.9;
/** Closed layers under and over everything level: three and three, the first one thicker, and what a slicer adds at their rims. */
const CLOSED_MM = 0.87;
/** Slopes steeper than two to one are closed by their walls alone. */
const CLOSED_BY_WALLS = 0.5;
const INFILL = 0.15;
const PLA_GRAMS_PER_MM3 = 0.00124;
export const LAYER_MM = 0.2;
/**
 * Closed layers are laid slowest, outlines hardly faster, infill fast, travel included, and each layer change takes its
 * time. Fitted to PrusaSlicer 2.5 with its stock profile (0.2 mm layers, two perimeters, 15 %) on models of 3 to 51 g, of
 * every engine. Where short loops were walked and small regions filled like all others, a robot's limbs were told a sixth
 * too light and a third too fast.
 */
const WALL_MM3_PER_MINUTE = 145;
/** Round loops of less than 6.5 mm of radius it goes at a quarter of the speed. */
const SLOW_WALL_MM3_PER_MINUTE = 81;
const CLOSED_MM3_PER_MINUTE = 128;
const INFILL_MM3_PER_MINUTE = 320;
const LAYER_CHANGE_MINUTES = 0.007;

/**
 * Measures a placed mesh (millimetres, resting on z = 0) for printing. Hollows subtract, and a body inside another is
 * not filled twice.
 * @param room what `fitsBed` asks about
 */
export function measureMesh(mesh: Mesh, room: RoomMm = USUAL_ROOM_MM): MeshReport {
  const { watertight, manifold } = checkManifold(mesh);
  const parts = splitParts(mesh);
  const { low, high } = measureBounds(mesh);
  const sizeMm = { x: high[0] - low[0], y: high[1] - low[1], z: high[2] - low[2] };
  const surface = measureSurface(mesh);
  const volumeMm3 = filledVolume(mesh, parts);
  const small = sampleLayers(mesh, WALL_MM);
  const { wallMm3, closedMm3, infillMm3 } = estimateFilament(volumeMm3, surface, sizeMm.z, small);
  const layers = Math.ceil(sizeMm.z / LAYER_MM);
  return {
    watertight,
    manifold,
    triangles: mesh.indices.length / 3,
    vertices: mesh.positions.length / 3,
    parts: countBodies(parts),
    volumeMm3,
    areaMm2: surface.areaMm2,
    sizeMm,
    overhangShare: surface.areaMm2 > 0 ? surface.overhangMm2 / surface.areaMm2 : 0,
    bedContactMm2: surface.bedContactMm2,
    filamentGrams: (wallMm3 + closedMm3 + infillMm3) * PLA_GRAMS_PER_MM3,
    printMinutes:
      (wallMm3 * (1 - small.slowWallShare)) / WALL_MM3_PER_MINUTE +
      (wallMm3 * small.slowWallShare) / SLOW_WALL_MM3_PER_MINUTE +
      closedMm3 / CLOSED_MM3_PER_MINUTE +
      infillMm3 / INFILL_MM3_PER_MINUTE +
      layers * LAYER_CHANGE_MINUTES,
    fitsBed: fitsRoom(sizeMm, room),
  };
}

/** Walls, closed layers within them, and infill in what is left. */
function estimateFilament(
  volumeMm3: number,
  { uprightMm2, levelMm2 }: Surface,
  heightMm: number,
  { solidMm3 }: SmallLayers,
) {
  const volume = Math.max(0, volumeMm3);
  // How long the outline of a layer is on the mean: as much of each level face, above and below, is wall already.
  const outlineMm = heightMm > 0 ? uprightMm2 / heightMm : 0;
  const wall = WALL_MM * uprightMm2;
  const closed = CLOSED_MM * Math.max(0, levelMm2 - 2 * WALL_MM * outlineMm);
  const share = Math.min(1, volume / (wall + closed || 1));
  const inside = volume - share * (wall + closed);
  const solid = Math.min(inside, solidMm3);
  return {
    wallMm3: share * wall,
    closedMm3: share * closed + solid,
    infillMm3: INFILL * (inside - solid),
  };
}

interface Surface {
  areaMm2: number;
  /** The area as it is seen from all round, and as it is seen from above and below where walls alone do not close it. */
  uprightMm2: number;
  levelMm2: number;
  /** Facing down more steeply than 45°, the bed contact left out. */
  overhangMm2: number;
  bedContactMm2: number;
}

function measureSurface({ positions: p, indices }: Mesh): Surface {
  let area = 0;
  let upright = 0;
  let level = 0;
  let overhang = 0;
  let contact = 0;
  for (let at = 0; at < indices.length; at += 3) {
    const a = indices[at] * 3;
    const b = indices[at + 1] * 3;
    const c = indices[at + 2] * 3;
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const across = Math.sqrt(nx * nx + ny * ny);
    const size = Math.sqrt(across * across + nz * nz);
    area += size;
    upright += across;
    level += Math.max(0, Math.abs(nz) - CLOSED_BY_WALLS * across);
    if (nz >= 0 || nz * nz <= (size * size) / 2) continue;
    const top = Math.max(p[a + 2], p[b + 2], p[c + 2]);
    if (top <= BED_CONTACT_MM) contact += size;
    else overhang += size;
  }
  return {
    areaMm2: area / 2,
    uprightMm2: upright / 2,
    levelMm2: level / 2,
    overhangMm2: overhang / 2,
    bedContactMm2: contact / 2,
  };
}
