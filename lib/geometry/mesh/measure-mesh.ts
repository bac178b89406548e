import { checkManifold } from "./check-manifold";
import { fitsRoom, USUAL_ROOM_MM, type RoomMm } from "./fits-room";
import { measureBounds } from "./measure-bounds";
import type { Mesh } from "./mesh";
import type { MeshReport } from "./print-report";
import { countBodies, splitParts } from "./split-parts";

/** A triangle whose corners all lie this low rests on the bed. */
const BED_CONTACT_MM = 0.02;
/** Two walls of 0.45 mm. */
const WALL_MM = 0.9;
const INFILL = 0.15;
const PLA_GRAMS_PER_MM3 = 0.00124;
export const LAYER_MM = 0.2;
/**
 * Outlines are laid slowly, infill fast, travel included, and each layer change takes its time. Fitted to PrusaSlicer
 * 2.5 with its stock profile (0.2 mm layers, two perimeters, 15 %) on fifteen models of 3 to 63 g, bodies from
 * photographs and shapes from words: filament came out at .88 to 1.11 of the slicer's, time at .80 to 1.25.
 */
const SHELL_MM3_PER_MINUTE = 147;
const INFILL_MM3_PER_MINUTE = 323;
const LAYER_CHANGE_MINUTES = 0.02;

/**
 * Measures a placed mesh (millimetres, resting on z = 0) for printing. Volume is signed: hollows subtract.
 * @param room what `fitsBed` asks about
 */
export function measureMesh(mesh: Mesh, room: RoomMm = USUAL_ROOM_MM): MeshReport {
  const { watertight, manifold } = checkManifold(mesh);
  const parts = splitParts(mesh);
  const { low, high } = measureBounds(mesh);
  const sizeMm = { x: high[0] - low[0], y: high[1] - low[1], z: high[2] - low[2] };
  const surface = measureSurface(mesh);
  const volumeMm3 = parts.volumes.reduce((sum, volume) => sum + volume, 0);
  const { shellMm3, infillMm3 } = estimateFilament(volumeMm3, surface.areaMm2);
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
    filamentGrams: (shellMm3 + infillMm3) * PLA_GRAMS_PER_MM3,
    printMinutes:
      shellMm3 / SHELL_MM3_PER_MINUTE + infillMm3 / INFILL_MM3_PER_MINUTE + layers * LAYER_CHANGE_MINUTES,
    fitsBed: fitsRoom(sizeMm, room),
  };
}

/** A shell as thick as the walls, and infill in what is left. */
function estimateFilament(volumeMm3: number, areaMm2: number): { shellMm3: number; infillMm3: number } {
  const volume = Math.max(0, volumeMm3);
  const shellMm3 = Math.min(volume, areaMm2 * WALL_MM);
  return { shellMm3, infillMm3: INFILL * (volume - shellMm3) };
}

interface Surface {
  areaMm2: number;
  /** Facing down more steeply than 45°, the bed contact left out. */
  overhangMm2: number;
  bedContactMm2: number;
}

function measureSurface({ positions: p, indices }: Mesh): Surface {
  let area = 0;
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
    const size = Math.sqrt(nx * nx + ny * ny + nz * nz);
    area += size;
    if (nz >= 0 || nz * nz <= (size * size) / 2) continue;
    const top = Math.max(p[a + 2], p[b + 2], p[c + 2]);
    if (top <= BED_CONTACT_MM) contact += size;
    else overhang += size;
  }
  return { areaMm2: area / 2, overhangMm2: overhang / 2, bedContactMm2: contact / 2 };
}
