import { BRICK, type Field } from "../field/field";
import { extractSurface } from "../mesh/extract-surface";
import { measureBounds } from "../mesh/measure-bounds";
import type { Mesh } from "../mesh/mesh";
import { splitParts } from "../mesh/split-parts";
import { measureDepths, type DepthGrid } from "./depth-grid";
import { keepHollows, type Hollow } from "./keep-hollows";

/** A mesh with hollows in it. */
export interface Hollowed {
  mesh: Mesh;
  /** Largest first. */
  hollows: Hollow[];
  /** What the hollows take out. */
  savedMm3: number;
}

export interface HollowOptions {
  /** Only the largest so many are made, as where each needs a drain of its own. */
  most?: number;
  /** How far the points on a hollow's floor keep from its walls, as the radius of a drain; else it is not made. */
  roomMm?: number;
  /** Thins out the triangles of the hollows' surface, keeping it closed. */
  reduce?: (surface: Mesh) => Mesh;
}

/** Samples along the longest side: 200³ take 32 MB, and half a second. */
const MOST_SAMPLES = 200;
/** Cells to a wall; more than this is finer than the walls' own evenness. */
const CELLS_TO_WALL = 6;
/** So much deeper the hollow begins, for what is lost between samples and where its triangles are thinned out. */
const SPARE_STEPS = 0.4;
/** Smaller hollows save less than the time to print their walls. */
const LEAST_HOLLOW_MM3 = 50;

/**
 * Hollows out a closed, placed mesh of one body (millimetres) so that every wall is at least `wallMm` thick, and at most
 * a cell thicker along faces: a cell is a sixth of the wall, or the longest side / 200 where that is more. The hollow is
 * the surface at that depth, turned inside out and laid into the mesh; nothing outside changes, and no boolean is needed,
 * for two surfaces a wall apart cannot meet. Colours inside are plain.
 *
 * @returns the mesh itself and no hollows where the body is nowhere thick enough.
 */
export function hollowMesh(
  mesh: Mesh,
  wallMm: number,
  { most = Infinity, roomMm = 0, reduce }: HollowOptions = {},
): Hollowed {
  const { low, high } = measureBounds(mesh);
  const longest = Math.max(high[0] - low[0], high[1] - low[1], high[2] - low[2]);
  const stepMm = Math.max(wallMm / CELLS_TO_WALL, longest / MOST_SAMPLES);
  const grid = measureDepths(mesh, stepMm, [wallMm, wallMm + roomMm + stepMm]);
  const deep = wallMm + SPARE_STEPS * grid.stepMm;
  for (let at = 0; at < grid.depthsMm.length; at++) grid.depthsMm[at] -= deep;
  const hollows = keepHollows(grid, { leastMm3: LEAST_HOLLOW_MM3, most, roomMm });
  if (hollows.length === 0) return { mesh, hollows, savedMm3: 0 };
  const surface = extractSurface(fieldOf(grid));
  const { positions } = surface;
  for (let at = 0; at < positions.length; at++)
    positions[at] = grid.origin[at % 3] + positions[at] * grid.stepMm;
  const savedMm3 = splitParts(surface).volumes.reduce((sum, volume) => sum + volume, 0);
  return { mesh: appendPlain(mesh, turnInsideOut(reduce ? reduce(surface) : surface)), hollows, savedMm3 };
}

/** Within a hollow the depth changes by at most one step from sample to sample. */
function fieldOf({ size, stepMm, depthsMm }: DepthGrid): Field {
  const [width, depth, height] = size;
  return {
    size,
    boxSign(x0, y0, z0, x1, y1, z1) {
      const x = Math.min(width - 1, (x0 + x1) >> 1);
      const y = Math.min(depth - 1, (y0 + y1) >> 1);
      const z = Math.min(height - 1, (z0 + z1) >> 1);
      const reach = Math.sqrt((x1 - x0 + 2) ** 2 + (y1 - y0 + 2) ** 2 + (z1 - z0 + 2) ** 2) / 2;
      // Outside of a hollow it is only known that there is none.
      return depthsMm[(z * depth + y) * width + x] > reach * stepMm ? 1 : 0;
    },
    sampleBrick(x0, y0, z0, out, offset) {
      for (let k = 0; k < BRICK; k++)
        for (let j = 0; j < BRICK; j++)
          for (let i = 0; i < BRICK; i++) {
            const held = x0 + i < width && y0 + j < depth && z0 + k < height;
            const from = ((z0 + k) * depth + y0 + j) * width + x0 + i;
            out[offset++] = held ? depthsMm[from] / stepMm : -1;
          }
    },
  };
}

function turnInsideOut({ positions, indices }: Mesh): Mesh {
  const turned = indices.slice();
  for (let at = 0; at < turned.length; at += 3) {
    turned[at + 1] = indices[at + 2];
    turned[at + 2] = indices[at + 1];
  }
  return { positions, indices: turned };
}

function appendPlain(mesh: Mesh, shell: Mesh): Mesh {
  const first = mesh.positions.length / 3;
  const positions = new Float32Array(mesh.positions.length + shell.positions.length);
  positions.set(mesh.positions);
  positions.set(shell.positions, mesh.positions.length);
  const indices = new Uint32Array(mesh.indices.length + shell.indices.length);
  indices.set(mesh.indices);
  for (let at = 0; at < shell.indices.length; at++)
    indices[mesh.indices.length + at] = first + shell.indices[at];
  if (!mesh.colors) return { ...mesh, positions, indices };
  const colors = new Uint8Array(positions.length).fill(PLAIN_GREY);
  colors.set(mesh.colors);
  return { ...mesh, positions, indices, colors };
}

const PLAIN_GREY = 200;
