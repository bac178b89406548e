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
  /** Bodies that are printed together, each closed by itself; absent for a mesh that is one thing. */
  bodies?: MeshBody[];
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

/** A picture laid on flat from the front, and another from behind: what faces the viewer takes the first. */
export interface MeshTexture {
  /** Both pictures side by side or one above the other; sRGB, row 0 on top, alpha unused. */
  atlas: Raster;
  /** From the surface to the viewer in front. */
  toward: readonly [number, number, number];
  front: TextureChart;
  back: TextureChart;
}

/** Where a point lies in the atlas, 0 to 1 from its left and from its top: the row times (x, y, z, 1). */
export interface TextureChart {
  across: AffineRow;
  down: AffineRow;
}

export type AffineRow = readonly [number, number, number, number];
