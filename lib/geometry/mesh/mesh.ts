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
}
