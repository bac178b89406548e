import { facetNormals } from "../mesh/facet-normals";
import type { AffineRow, Mesh, ProjectedTexture, Sight, TextureTile } from "../mesh/mesh";
import { vertexNormals } from "../mesh/vertex-normals";

/**
 * The tile of each triangle: of those whose viewer sees its middle, the one that it faces most squarely, less the tile's
 * handicap; the first of equals. Tiles by facing need no unwrapping and show pictures as they were taken. Steep sides are
 * stretched, so whoever makes the tiles lets them agree there. A triangle that no viewer sees takes the first tile.
 */
export function chooseTiles(mesh: Mesh, { tiles, smooth }: ProjectedTexture): Uint8Array {
  const { indices } = mesh;
  const normals = smooth ? smoothNormals(mesh) : facetNormals(mesh);
  const chosen = new Uint8Array(indices.length / 3);
  for (let at = 0; at < indices.length; at += 3) {
    const middle = middleOf(mesh, at);
    let best = -Infinity;
    for (let n = 0; n < tiles.length; n++) {
      const score = facing(tiles[n], normals[at], normals[at + 1], normals[at + 2]);
      if (score <= best || !isSeen(tiles[n], middle[0], middle[1], middle[2])) continue;
      best = score;
      chosen[at / 3] = n;
    }
  }
  return chosen;
}

/** What a surface with that normal makes of a tile: the more, the better. */
export const facing = ({ toward, handicap = 0 }: TextureTile, x: number, y: number, z: number): number =>
  x * toward[0] + y * toward[1] + z * toward[2] - handicap;

/** Whether nothing stands before a point in the eyes of the tile's viewer. */
export function isSeen({ sight }: Pick<TextureTile, "sight">, x: number, y: number, z: number): boolean {
  if (!sight) return true;
  return along(sight.nearness, x, y, z) >= sight.least[sightCell(sight, x, y, z)];
}

/** Where a point lies on the map of what is seen. */
export function sightCell(
  { across, down, width, height }: Omit<Sight, "nearness" | "least">,
  x: number,
  y: number,
  z: number,
): number {
  const column = cellAt(along(across, x, y, z), width);
  return cellAt(along(down, x, y, z), height) * width + column;
}

/** For viewers who see all above a plane, and nothing of what lies below it. */
export const seenFrom = (nearness: AffineRow, least: number): Sight => ({
  across: [0, 0, 0, 0],
  down: [0, 0, 0, 0],
  nearness,
  least: Float32Array.of(least),
  width: 1,
  height: 1,
});

export const along = (row: AffineRow, x: number, y: number, z: number): number =>
  row[0] * x + row[1] * y + row[2] * z + row[3];

const cellAt = (share: number, cells: number): number =>
  Math.min(cells - 1, Math.max(0, Math.floor(share * cells)));

const found = new Float64Array(3);

function middleOf({ positions: p, indices }: Mesh, at: number): Float64Array {
  const [a, b, c] = [3 * indices[at], 3 * indices[at + 1], 3 * indices[at + 2]];
  for (let axis = 0; axis < 3; axis++) found[axis] = (p[a + axis] + p[b + axis] + p[c + axis]) / 3;
  return found;
}

/** The mean of the corners' normals. */
function smoothNormals(mesh: Mesh): Float32Array {
  const { indices } = mesh;
  const of = vertexNormals(mesh);
  const normals = new Float32Array(indices.length);
  for (let at = 0; at < indices.length; at += 3)
    for (let axis = 0; axis < 3; axis++)
      normals[at + axis] =
        (of[3 * indices[at] + axis] + of[3 * indices[at + 1] + axis] + of[3 * indices[at + 2] + axis]) / 3;
  return normals;
}
