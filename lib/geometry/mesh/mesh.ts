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
}

/** A run of triangles whose vertices belong to no other body. */
export interface MeshBody {
  name: string;
  /** sRGB, 0 to 255. */
  color: readonly [number, number, number];
  firstTriangle: number;
  triangleCount: number;
}
