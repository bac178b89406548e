import type { Mesh, MeshTexture, TextureChart } from "../mesh/mesh";

/** A textured mesh as a file holds it: a vertex for each chart that a point of the surface lies on. */
export interface TextureLayout {
  /** The mesh's vertex behind each written one. */
  origin: Uint32Array;
  /** u, v of each written vertex, from the atlas's left and top. */
  uvs: Float32Array;
  indices: Uint32Array;
}

/** A picture that has been encoded already: this room has no codec. */
export interface EncodedPicture {
  bytes: Uint8Array;
  contentType: "image/jpeg" | "image/png";
}

/**
 * Puts each triangle on the front's or the back's chart by the side it faces, and repeats the vertices along the border
 * between the two. Only files do so: the mesh itself stays closed. Charts by facing need no unwrapping and show
 * the picture as it was taken; the sides are stretched, but there both charts hold the colours of the rim, so the border
 * does not show.
 */
export function layOutTexture(mesh: Mesh, texture: MeshTexture): TextureLayout {
  const { indices } = mesh;
  const vertices = mesh.positions.length / 3;
  const facing = faceFront(mesh, texture.toward);
  const written = new Int32Array(2 * vertices).fill(-1);
  const origin = new Uint32Array(2 * vertices);
  const laid = new Uint32Array(indices.length);
  const front = new Uint8Array(2 * vertices);
  let count = 0;
  for (let at = 0; at < indices.length; at++) {
    const side = facing[(at / 3) | 0];
    const slot = 2 * indices[at] + side;
    if (written[slot] < 0) {
      origin[count] = indices[at];
      front[count] = side;
      written[slot] = count++;
    }
    laid[at] = written[slot];
  }
  const uvs = new Float32Array(2 * count);
  for (let vertex = 0; vertex < count; vertex++)
    project(
      mesh.positions,
      3 * origin[vertex],
      front[vertex] ? texture.front : texture.back,
      uvs,
      2 * vertex,
    );
  return { origin: origin.slice(0, count), uvs, indices: laid };
}

/** The values of the vertices behind the written ones, three each. */
export function spread<T extends Float32Array | Uint8Array>(values: T, { origin }: TextureLayout): T {
  const out = new (values.constructor as new (length: number) => T)(3 * origin.length);
  for (let vertex = 0, to = 0; vertex < origin.length; vertex++) {
    const from = 3 * origin[vertex];
    out[to++] = values[from];
    out[to++] = values[from + 1];
    out[to++] = values[from + 2];
  }
  return out;
}

/** 1 for each triangle that faces the viewer in front. */
function faceFront(
  { positions: p, indices }: Mesh,
  [towardX, towardY, towardZ]: MeshTexture["toward"],
): Uint8Array {
  const facing = new Uint8Array(indices.length / 3);
  for (let i = 0; i < indices.length; i += 3) {
    const a = 3 * indices[i];
    const b = 3 * indices[i + 1];
    const c = 3 * indices[i + 2];
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const lean =
      (uy * vz - uz * vy) * towardX + (uz * vx - ux * vz) * towardY + (ux * vy - uy * vx) * towardZ;
    if (lean > 0) facing[i / 3] = 1;
  }
  return facing;
}

function project(
  p: Float32Array,
  at: number,
  { across, down }: TextureChart,
  uvs: Float32Array,
  to: number,
): void {
  const x = p[at];
  const y = p[at + 1];
  const z = p[at + 2];
  uvs[to] = clamp(across[0] * x + across[1] * y + across[2] * z + across[3]);
  uvs[to + 1] = clamp(down[0] * x + down[1] * y + down[2] * z + down[3]);
}

const clamp = (share: number): number => (share < 0 ? 0 : share > 1 ? 1 : share);
