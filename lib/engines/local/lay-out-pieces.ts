import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import type { Mesh } from "@/lib/geometry/mesh/mesh";
import { repairMesh } from "@/lib/geometry/repair/repair-mesh";
import { weldVertices } from "@/lib/geometry/repair/weld-vertices";
import { joinBodies } from "./join-bodies";

interface NamedPiece {
  name: string;
  mesh: Mesh;
}

/** Between two pieces, so that brims do not meet. */
const GAP_MM = 8;

/**
 * Pieces side by side on the bed, each standing on z = 0 as it stood in the model, in rows about as long as all rows are
 * deep, as bodies of one mesh. Slicers spread them over as many beds as they need.
 */
export function layOutPieces(pieces: NamedPiece[]): Mesh {
  const boxes = pieces.map(({ mesh }) => measureBounds(mesh));
  const across = boxes.map(({ low, high }) => [high[0] - low[0] + GAP_MM, high[1] - low[1] + GAP_MM]);
  const { corners, size } = fillRows(across);
  const whole = joinBodies(
    pieces.map(({ name, mesh }, n) => {
      const { low } = boxes[n];
      const [x, y] = corners[n];
      const placed = shift(mesh, [x - size[0] / 2 - low[0], y - size[1] / 2 - low[1], -low[2]]);
      return { name, mesh: placed, color: meanColor(mesh) };
    }),
  );
  return { ...whole, apart: true };
}

/** Where each box's corner comes to lie, and how much all take. */
function fillRows(across: number[][]): { corners: [number, number][]; size: [number, number] } {
  const square = Math.sqrt(across.reduce((sum, [width, depth]) => sum + width * depth, 0));
  const rowMm = Math.max(square * 1.001, ...across.map(([width]) => width));
  let [x, y, deepest, widest] = [0, 0, 0, 0];
  const corners = across.map(([width, depth]): [number, number] => {
    if (x > 0 && x + width > rowMm) [x, y, deepest] = [0, y + deepest, 0];
    const corner: [number, number] = [x, y];
    x += width;
    deepest = Math.max(deepest, depth);
    widest = Math.max(widest, x);
    return corner;
  });
  return { corners, size: [widest - GAP_MM, y + deepest - GAP_MM] };
}

/** Single precision may bring the ends of the shortest edges together in the new place; then the surface is mended. */
function shift(mesh: Mesh, by: readonly number[]): Mesh {
  const shifted = { ...mesh, positions: mesh.positions.map((value, at) => value + by[at % 3]) };
  return weldVertices(shifted) === shifted ? shifted : repairMesh(shifted).mesh;
}

const PLAIN: [number, number, number] = [200, 200, 200];

function meanColor({ colors }: Mesh): [number, number, number] {
  if (!colors) return PLAIN;
  const sums = [0, 0, 0];
  for (let at = 0; at < colors.length; at++) sums[at % 3] += colors[at];
  const count = colors.length / 3;
  return [Math.round(sums[0] / count), Math.round(sums[1] / count), Math.round(sums[2] / count)];
}
