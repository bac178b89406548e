import { alone, type Crew, type Step } from "../crew/crew";
import type { Mesh } from "../mesh/mesh";

/**
 * Binary STL: millimetres, z up, one facet normal a triangle, no colours (the format has none that readers agree on).
 * 84 + 50 bytes a triangle. A facet's 50 bytes break 4-byte alignment, so all goes through one DataView, which V8
 * compiles to plain stores: 3 M triangles in about 0.15 s.
 */
export function writeStl(mesh: Mesh): Uint8Array {
  const out = new Uint8Array(HEADER_BYTES + FACET_BYTES * (mesh.indices.length / 3));
  out.set(header(mesh));
  writeFacets(mesh, 0, mesh.indices.length, new DataView(out.buffer, HEADER_BYTES));
  return out;
}

/**
 * The same bytes in pieces, for a mesh whose file would take more memory than the mesh: a surface as it was sampled takes
 * 18 bytes a triangle, its STL 50. A piece is overwritten by the one after the next, so it must be used up or copied
 * before that is asked for: two buffers that stay in the cache cost no fresh memory. Helpers of the crew fill one while
 * the other is used.
 */
export function* streamStl(mesh: Mesh, crew: Crew = alone): Generator<Uint8Array> {
  yield header(mesh);
  const corners = mesh.indices.length;
  const sizeBytes = (FACET_BYTES * Math.min(corners, PIECE_CORNERS)) / 3;
  const pieces = [0, 1].map(() => new Uint8Array(crew.allocate(sizeBytes)));
  const { positions, indices } = mesh;
  const start = (from: number) => {
    const to = Math.min(corners, from + PIECE_CORNERS);
    const out = pieces[(from / PIECE_CORNERS) & 1];
    const finish = crew.start(
      fillFacets,
      { positions, indices, from, to, out },
      Math.ceil((to - from) / PART_CORNERS),
    );
    return { finish, piece: out.subarray(0, (FACET_BYTES * (to - from)) / 3) };
  };
  let next = corners > 0 ? start(0) : undefined;
  for (let from = PIECE_CORNERS; next; from += PIECE_CORNERS) {
    const { finish, piece } = next;
    finish();
    next = from < corners ? start(from) : undefined;
    yield piece;
  }
}

/** Facets of a run of corners, some thousands of triangles a part. */
export const fillFacets: Step<{
  positions: Float32Array;
  indices: Uint32Array;
  from: number;
  to: number;
  out: Uint8Array;
}> = {
  name: "fill-facets",
  open: ({ positions, indices, from, to, out }) => {
    const view = new DataView(out.buffer, out.byteOffset, out.byteLength);
    return (part) => {
      const first = from + part * PART_CORNERS;
      const end = Math.min(to, first + PART_CORNERS);
      writeFacets({ positions, indices }, first, end, view, ((first - from) / 3) * FACET_BYTES);
    };
  },
};

/** Must not begin with "solid": some readers take that for the text form. */
const HEADER = "PrintPal binary STL, millimetres, z up";
const HEADER_BYTES = 84;
const FACET_BYTES = 50;
const PART_CORNERS = 3 * 4_000;
const PIECE_CORNERS = 8 * PART_CORNERS;

function header(mesh: Mesh): Uint8Array {
  const out = new Uint8Array(HEADER_BYTES);
  out.set(new TextEncoder().encode(HEADER));
  new DataView(out.buffer).setUint32(80, mesh.indices.length / 3, true);
  return out;
}

/** The facets of the corners `from` up to `to`, from a byte of the view on. */
function writeFacets(
  { positions, indices }: Pick<Mesh, "positions" | "indices">,
  from: number,
  to: number,
  view: DataView,
  start = 0,
): void {
  for (let i = from, at = start; i < to; i += 3, at += FACET_BYTES) {
    const a = 3 * indices[i];
    const b = 3 * indices[i + 1];
    const c = 3 * indices[i + 2];
    const ax = positions[a];
    const ay = positions[a + 1];
    const az = positions[a + 2];
    const bx = positions[b];
    const by = positions[b + 1];
    const bz = positions[b + 2];
    const cx = positions[c];
    const cy = positions[c + 1];
    const cz = positions[c + 2];
    const nx = (by - ay) * (cz - az) - (bz - az) * (cy - ay);
    const ny = (bz - az) * (cx - ax) - (bx - ax) * (cz - az);
    const nz = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    const scale = length > 0 ? 1 / length : 0;
    view.setFloat32(at, nx * scale, true);
    view.setFloat32(at + 4, ny * scale, true);
    view.setFloat32(at + 8, nz * scale, true);
    view.setFloat32(at + 12, ax, true);
    view.setFloat32(at + 16, ay, true);
    view.setFloat32(at + 20, az, true);
    view.setFloat32(at + 24, bx, true);
    view.setFloat32(at + 28, by, true);
    view.setFloat32(at + 32, bz, true);
    view.setFloat32(at + 36, cx, true);
    view.setFloat32(at + 40, cy, true);
    view.setFloat32(at + 44, cz, true);
  }
}
