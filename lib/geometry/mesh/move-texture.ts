import type { AffineRow, MeshTexture, Sight, TextureTile, Vector } from "./mesh";

/** Row-major, orthonormal. */
export type Rotation = readonly [number, number, number, number, number, number, number, number, number];

const STILL: Rotation = [1, 0, 0, 0, 1, 0, 0, 0, 1];

/**
 * The texture of a mesh that is moved: a point p goes to scale · rotation · (p − from), and takes its place in the atlas
 * along. Whoever moves positions calls this too; the atlas itself is shared.
 */
export function moveTexture(
  texture: MeshTexture,
  scale: number,
  from: Vector,
  rotation: Rotation = STILL,
): MeshTexture {
  if (texture.kind !== "projected") return texture;
  const turn = ([x, y, z]: Vector): Vector => [
    rotation[0] * x + rotation[1] * y + rotation[2] * z,
    rotation[3] * x + rotation[4] * y + rotation[5] * z,
    rotation[6] * x + rotation[7] * y + rotation[8] * z,
  ];
  // row · p = row · (from + Rᵀ q / scale) = (R row / scale) · q + row · from
  const moveRow = ([a, b, c, d]: AffineRow): AffineRow => {
    const [x, y, z] = turn([a, b, c]);
    return [x / scale, y / scale, z / scale, d + a * from[0] + b * from[1] + c * from[2]];
  };
  const moveRows = <T extends { across: AffineRow; down: AffineRow }>(on: T): T => ({
    ...on,
    across: moveRow(on.across),
    down: moveRow(on.down),
  });
  const moveSight = (sight: Sight): Sight => ({ ...moveRows(sight), nearness: moveRow(sight.nearness) });
  const moveTile = (tile: TextureTile): TextureTile => ({
    ...moveRows(tile),
    toward: turn(tile.toward),
    sight: tile.sight && moveSight(tile.sight),
  });
  return { ...texture, tiles: texture.tiles.map(moveTile) };
}
