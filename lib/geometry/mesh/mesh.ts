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
  /** A picture on the surface; absent where colours, if any, stand at the vertices alone. */
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

export interface MeshTexture {
  /** u, v of each corner, six numbers a triangle; v runs up. */
  uvs: Float32Array;
  width: number;
  height: number;
  /** The encoded picture. */
  bytes: Uint8Array;
  contentType: "image/png" | "image/jpeg";
}
