import type { Raster } from "../image/raster";

/**
 * A triangle mesh. Axes: x right, y away from the viewer (front is −y), z up: the frame of slicers.
 * Triangles are counter-clockwise seen from outside.
 */
export interface Mesh {
  /** x, y, z of each vertex; lattice units straight after extraction, millimetres after placing. */
  positions: Float32Array;
  /** Three vertex numbers a triangle. */
  indices: Uint32Array;
  /** sRGB bytes, three a vertex; absent for plain meshes. */
  colors?: Uint8Array;
  /** sRGB bytes, three a corner, where triangles meet in other colours than a vertex can have; formats that can take them. */
  cornerColors?: Uint8Array;
  /** Bodies that are printed together, each closed by itself; absent for a mesh that is one thing. */
  bodies?: MeshBody[];
  /** The bodies are printed by themselves, perhaps on several beds. */
  apart?: boolean;
  /** A picture on the surface, finer than the colours; formats without pictures take the colours. */
  texture?: MeshTexture;
}

/** A run of triangles whose vertices belong to no other body. */
export interface MeshBody {
  name: string;
  /** sRGB, 0 to 255. */
  color: readonly [number, number, number];
  firstTriangle: number;
  triangleCount: number;
}

/** Pictures laid on from several sides, flat colours with crisp edges, or what a file came with. */
export type MeshTexture = ProjectedTexture | FlatTexture | PlacedTexture;

/** Pictures laid on flat, each from its own side: every triangle takes one of the tiles, see `chooseTiles`. */
export interface ProjectedTexture {
  kind: "projected";
  /** The pictures side by side; sRGB, row 0 on top, alpha unused. */
  atlas: Raster;
  tiles: readonly TextureTile[];
  /** Triangles choose by the smooth surface round them and not by their own lean, which a lattice roughens. */
  smooth?: boolean;
}

export interface TextureTile {
  /** From the surface to the viewer who sees the tile, of length 1; zero for a plain one, which faces nothing. */
  toward: Vector;
  /** Where a point lies in the atlas, 0 to 1 from its left and from its top. */
  across: AffineRow;
  down: AffineRow;
  /** Left, top, right and bottom of the tile in the atlas, 0 to 1: places beyond are taken to its edge. */
  area: readonly [number, number, number, number];
  /** Taken off the cosine by which tiles compete: for what is second best, 0 where absent. */
  handicap?: number;
  /** How far the viewer sees; all of it where absent. */
  sight?: Sight;
}

/** What stands nearest to the viewer of a tile, on a map of its own. */
export interface Sight {
  /** Where a point lies on the map, 0 to 1 from its left and from its top. */
  across: AffineRow;
  down: AffineRow;
  /** How near a point is: the row times (x, y, z, 1). */
  nearness: AffineRow;
  /** The least nearness that is seen, row 0 on top. */
  least: Float32Array;
  width: number;
  height: number;
}

/** Few colours, those of the vertices: a cell of the atlas for each pair, the one on its left and the other on its right. */
export interface FlatTexture {
  kind: "flat";
  atlas: Raster;
  /** sRGB as 0xRRGGBB. */
  palette: readonly number[];
}

/** A picture on which each corner of each triangle has its place. */
export interface PlacedTexture {
  kind: "placed";
  atlas: Raster;
  /** Two numbers a corner, 0 to 1 from the atlas's left and top. */
  places: Float32Array;
  /** It came as pixels that no codec had smeared, and is to stay so. */
  lossless?: boolean;
}

export type Vector = readonly [number, number, number];

/** Times (x, y, z, 1). */
export type AffineRow = readonly [number, number, number, number];
