import { figureField } from "@/lib/geometry/field/figure-field";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { countSelfIntersections } from "@/lib/geometry/print/count-self-intersections";
import { TriangleTree } from "@/lib/geometry/print/triangle-tree";
import { makeRandom } from "./function-field";
import { namedSolids, randomSolid, type Solid } from "./named-solids";
import { scoreSilhouette } from "./score-silhouette";
import { scoreSurface, scoreVolume, viewFront } from "./score-solid";

/** Solids of a fixed seed beside the named ones, so that nothing is tuned to twelve shapes. */
const RANDOM_SOLIDS = 8;
const SIZES = [256, 512];
/** Pixels a side of the picture for each cell along the subject: what the product decodes. */
const PIXELS_PER_CELL = 1.5;

/**
 * The figure beside solids known from every side: F at .05 and volume IoU by the outline alone and with the true front
 * as a depth map, at 80³ as the tests score them; then how far the front view of the mesh is the mask's, and how many
 * pairs of triangles go through each other, at 256³ and 512³. About four minutes.
 */
export function printQuality(): void {
  const random = makeRandom(7);
  const solids: [string, Solid][] = Object.entries(namedSolids);
  for (let n = 1; n <= RANDOM_SOLIDS; n++) solids.push([`random ${n}`, randomSolid(random)]);
  const heads = ["F", "IoU", "F front", "IoU front", "rim 256", "crossings", "rim 512", "crossings"];
  console.log(`\n${"Quality of the figure".padEnd(24)}${heads.map((head) => head.padStart(11)).join("")}`);
  for (const [name, solid] of solids) {
    const shares = scoreSolid(solid).map((share) => share.toFixed(3));
    const fine = SIZES.flatMap((size) => measureMesh(solid, size));
    console.log(name.padEnd(24) + [...shares, ...fine].map((text) => text.padStart(11)).join(""));
  }
}

const COARSE = 80;

function scoreSolid(solid: Solid): number[] {
  const view = viewFront(solid, 128);
  const depth = { map: { width: 128, height: 128, near: view.near }, range: view.depthRange };
  const guessed = figureField(view.raster, view.mask, { resolution: COARSE }).field;
  const told = figureField(view.raster, view.mask, { resolution: COARSE, depth }).field;
  return [
    scoreSurface(guessed, COARSE, view, solid),
    scoreVolume(guessed, COARSE, view, solid),
    scoreSurface(told, COARSE, view, solid, "front"),
    scoreVolume(told, COARSE, view, solid),
  ];
}

function measureMesh(solid: Solid, resolution: number): [silhouette: string, crossings: string] {
  const { raster, mask } = viewFront(solid, PIXELS_PER_CELL * resolution);
  const mesh = extractSurface(figureField(raster, mask, { resolution }).field);
  const crossings = countSelfIntersections(new TriangleTree(mesh), true);
  return [scoreSilhouette(mesh, raster, mask, resolution).toFixed(4), String(crossings ?? "too many")];
}
