import type { Raster } from "../image/raster";
import type { Mesh, ProjectedTexture, TextureTile } from "../mesh/mesh";
import { vertexNormals } from "../mesh/vertex-normals";
import { along, facing, isSeen } from "./choose-tiles";

/** Tiles whose scores differ by less than this are blended: about ten degrees on either side of a seam at 45°. */
const BAND = 0.25;

/**
 * Paints what each tile shows near the borders to its neighbours, so that they agree there: where a point of the mesh is
 * seen nearly as well by several, its pixel becomes the mean of what they show, weighted by how much better than the band
 * each sees it. At the border itself the weights are equal in both tiles, so the border does not show, wherever the
 * triangles of a reduced mesh then choose to put it.
 *
 * @param mesh as fine as its lattice
 */
export function blendSeams(mesh: Mesh, texture: ProjectedTexture): ProjectedTexture {
  const painted = { ...texture.atlas, data: texture.atlas.data.slice() };
  const painter = new SeamPainter(mesh, texture, painted);
  for (let at = 0; at < mesh.indices.length; at += 3) painter.paint(at);
  return { ...texture, atlas: painted };
}

class SeamPainter {
  private readonly normals: Float32Array;
  private readonly scores: Float64Array;
  private readonly seen: Uint8Array;
  private readonly corner = [new Float64Array(6), new Float64Array(6), new Float64Array(6)];
  private readonly point = new Float64Array(6);

  constructor(
    private readonly mesh: Mesh,
    private readonly texture: ProjectedTexture,
    private readonly painted: Raster,
  ) {
    this.normals = vertexNormals(mesh);
    this.scores = new Float64Array(texture.tiles.length);
    this.seen = new Uint8Array(texture.tiles.length);
  }

  paint(at: number): void {
    const { tiles } = this.texture;
    const middle = this.load(at);
    for (let n = 0; n < tiles.length; n++)
      this.seen[n] = isSeen(tiles[n], middle[0], middle[1], middle[2]) ? 1 : 0;
    const best = this.score(middle);
    let near = 0;
    for (let n = 0; n < tiles.length; n++) if (this.scores[n] > best - BAND) near++;
    if (near < 2) return;
    const wanted = tiles.filter((_, n) => this.scores[n] > best - BAND);
    for (const tile of wanted) this.paintInto(tile);
  }

  /** Positions and normals of the corners; returns their mean. */
  private load(at: number): Float64Array {
    const { positions, indices } = this.mesh;
    this.point.fill(0);
    for (let n = 0; n < 3; n++) {
      const from = 3 * indices[at + n];
      for (let axis = 0; axis < 3; axis++) {
        this.corner[n][axis] = positions[from + axis];
        this.corner[n][3 + axis] = this.normals[from + axis];
      }
      for (let k = 0; k < 6; k++) this.point[k] += this.corner[n][k] / 3;
    }
    return this.point;
  }

  /** Scores of the tiles that see the triangle; −Infinity for the others. Returns the best. */
  private score(point: Float64Array): number {
    let best = -Infinity;
    for (let n = 0; n < this.scores.length; n++) {
      const score = this.seen[n] ? facing(this.texture.tiles[n], point[3], point[4], point[5]) : -Infinity;
      this.scores[n] = score;
      if (score > best) best = score;
    }
    return best;
  }

  /** All pixels of a tile whose middle lies in the triangle, or within half a pixel of it, so that none is left out. */
  private paintInto({ across, down, area }: TextureTile): void {
    const { width, height } = this.painted;
    const [a, b, c] = this.corner;
    const place = (row: TextureTile["across"], size: number, p: Float64Array): number =>
      along(row, p[0], p[1], p[2]) * size - 0.5;
    const [ax, ay] = [place(across, width, a), place(down, height, a)];
    const [bx, by] = [place(across, width, b) - ax, place(down, height, b) - ay];
    const [cx, cy] = [place(across, width, c) - ax, place(down, height, c) - ay];
    const twice = bx * cy - cx * by;
    if (Math.abs(twice) < 1e-9) return;
    const slack = (0.5 * (Math.abs(bx) + Math.abs(by) + Math.abs(cx) + Math.abs(cy))) / Math.abs(twice);
    const left = Math.max(Math.ceil(area[0] * width - 0.5), Math.floor(ax + Math.min(0, bx, cx)));
    const right = Math.min(Math.floor(area[2] * width - 0.5), Math.ceil(ax + Math.max(0, bx, cx)));
    const top = Math.max(Math.ceil(area[1] * height - 0.5), Math.floor(ay + Math.min(0, by, cy)));
    const bottom = Math.min(Math.floor(area[3] * height - 0.5), Math.ceil(ay + Math.max(0, by, cy)));
    for (let y = top; y <= bottom; y++)
      for (let x = left; x <= right; x++) {
        const second = ((x - ax) * cy - cx * (y - ay)) / twice;
        const third = (bx * (y - ay) - (x - ax) * by) / twice;
        if (second < -slack || third < -slack || second + third > 1 + slack) continue;
        const [s, t] = [Math.min(1, Math.max(0, second)), Math.min(1, Math.max(0, third))];
        for (let k = 0; k < 6; k++) this.point[k] = (1 - s - t) * a[k] + s * b[k] + t * c[k];
        this.paintPixel(4 * (y * width + x));
      }
  }

  private paintPixel(to: number): void {
    const { atlas, tiles } = this.texture;
    const best = this.score(this.point);
    let [red, green, blue, total] = [0, 0, 0, 0];
    for (let n = 0; n < tiles.length; n++) {
      const above = this.scores[n] - best + BAND;
      if (!(above > 0)) continue;
      const weight = above * above;
      const from = pixelOf(atlas, tiles[n], this.point);
      red += weight * atlas.data[from];
      green += weight * atlas.data[from + 1];
      blue += weight * atlas.data[from + 2];
      total += weight;
    }
    const { data } = this.painted;
    data[to] = red / total;
    data[to + 1] = green / total;
    data[to + 2] = blue / total;
  }
}

function pixelOf({ width, height }: Raster, { across, down, area }: TextureTile, p: Float64Array): number {
  const u = Math.min(area[2], Math.max(area[0], along(across, p[0], p[1], p[2])));
  const v = Math.min(area[3], Math.max(area[1], along(down, p[0], p[1], p[2])));
  return 4 * (Math.floor(v * height) * width + Math.floor(u * width));
}
