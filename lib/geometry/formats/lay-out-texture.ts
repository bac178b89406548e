import type { Mesh, MeshTexture, ProjectedTexture } from "../mesh/mesh";
import { along, chooseTiles } from "../texture/choose-tiles";
import { placeOnPairs } from "../texture/flat-texture";

/** A textured mesh as a file holds it: a vertex for each place in the atlas that a point of the surface has. */
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
 * Gives each corner of each triangle its place in the atlas, and repeats the vertices along the borders between tiles.
 * Only files do so: the mesh itself stays closed.
 */
export function layOutTexture(mesh: Mesh, texture: MeshTexture): TextureLayout {
  const { indices } = mesh;
  const places = placesOf(texture, mesh);
  const vertices = mesh.positions.length / 3;
  /** The first written copy of each vertex, and the next copy of the same vertex. */
  const first = new Int32Array(vertices).fill(-1);
  const next: number[] = [];
  const origin: number[] = [];
  const uvs: number[] = [];
  const laid = new Uint32Array(indices.length);
  for (let at = 0; at < indices.length; at++) {
    const [u, v] = [places[2 * at], places[2 * at + 1]];
    let copy = first[indices[at]];
    while (copy >= 0 && (uvs[2 * copy] !== u || uvs[2 * copy + 1] !== v)) copy = next[copy];
    if (copy < 0) {
      copy = origin.length;
      origin.push(indices[at]);
      uvs.push(u, v);
      next.push(first[indices[at]]);
      first[indices[at]] = copy;
    }
    laid[at] = copy;
  }
  return { origin: Uint32Array.from(origin), uvs: Float32Array.from(uvs), indices: laid };
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

/** Two numbers a corner. */
function placesOf(texture: MeshTexture, mesh: Mesh): Float32Array {
  if (texture.kind === "placed") return texture.places;
  return texture.kind === "flat" ? placeOnPairs(texture, mesh) : placeOnTiles(texture, mesh);
}

function placeOnTiles(texture: ProjectedTexture, mesh: Mesh): Float32Array {
  const { positions: p, indices } = mesh;
  const chosen = chooseTiles(mesh, texture);
  const places = new Float32Array(2 * indices.length);
  for (let at = 0; at < indices.length; at++) {
    const { across, down, area } = texture.tiles[chosen[(at / 3) | 0]];
    const from = 3 * indices[at];
    const u = along(across, p[from], p[from + 1], p[from + 2]);
    const v = along(down, p[from], p[from + 1], p[from + 2]);
    places[2 * at] = u < area[0] ? area[0] : u > area[2] ? area[2] : u;
    places[2 * at + 1] = v < area[1] ? area[1] : v > area[3] ? area[3] : v;
  }
  return places;
}
