import type { Mesh } from "../mesh/mesh";
import { BadMeshError, cutShort, MOST_TRIANGLES, tooManyTriangles } from "./bad-mesh-error";
import { MeshBuilder } from "./mesh-builder";
import { readLatin, TextScanner } from "./text-scanner";

/**
 * STL, binary or text, as a soup of corners: the format shares no vertices, and normals are left to the corners' order.
 * A length that fits the count makes it binary even where the header begins with "solid", as some writers do.
 * @throws BadMeshError for a count that does not fit the length, text without facets, or what {@link MeshBuilder} refuses.
 */
export function readStl(bytes: Uint8Array): Mesh {
  return isTextStl(bytes) ? readText(bytes) : readBinary(bytes);
}

/** Whether the bytes can only be a binary STL: no other mark than the fitting length. */
export function isBinaryStl(bytes: Uint8Array): boolean {
  const spare = bytes.length - HEADER_BYTES - FACET_BYTES * countOf(bytes);
  return bytes.length >= HEADER_BYTES && spare >= 0 && spare < FACET_BYTES;
}

export function isTextStl(bytes: Uint8Array): boolean {
  return (
    readLatin(bytes, 0, 5).toLowerCase() === "solid" &&
    !isBinaryStl(bytes) &&
    /facet|endsolid/i.test(readLatin(bytes, 5, Math.min(bytes.length, 2000)))
  );
}

const HEADER_BYTES = 84;
const FACET_BYTES = 50;

const countOf = (bytes: Uint8Array): number =>
  bytes.length < HEADER_BYTES ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(80, true);

/**
 * Looks at nothing but the header of a binary STL; a text passes.
 * @throws BadMeshError for a count that does not fit the length, or of too many triangles
 */
export function checkStlCount(bytes: Uint8Array): void {
  if (isTextStl(bytes)) return;
  if (bytes.length < HEADER_BYTES) throw cutShort("STL");
  const count = countOf(bytes);
  if (!isBinaryStl(bytes)) {
    const held = Math.floor((bytes.length - HEADER_BYTES) / FACET_BYTES);
    throw new BadMeshError(
      `The STL file announces ${count} triangles and holds ${held}. Export it again and send the whole file.`,
    );
  }
  if (count > MOST_TRIANGLES) throw tooManyTriangles();
}

function readBinary(bytes: Uint8Array): Mesh {
  checkStlCount(bytes);
  const count = countOf(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const builder = new MeshBuilder(3 * count, count);
  for (let facet = 0, at = HEADER_BYTES + 12; facet < count; facet++, at += FACET_BYTES) {
    for (let corner = at; corner < at + 36; corner += 12)
      builder.vertex(
        view.getFloat32(corner, true),
        view.getFloat32(corner + 4, true),
        view.getFloat32(corner + 8, true),
      );
    builder.triangle(3 * facet, 3 * facet + 1, 3 * facet + 2);
  }
  return builder.finish();
}

/** Only the vertices are read, three to a facet: normals and names add nothing. */
function readText(bytes: Uint8Array): Mesh {
  const text = new TextScanner(bytes);
  const builder = new MeshBuilder(Math.ceil(bytes.length / 80), Math.ceil(bytes.length / 240));
  let ended = false;
  while (!text.done) {
    text.skipSpace();
    const word = text.word().toLowerCase();
    if (word === "vertex") builder.vertex(text.number(), text.number(), text.number());
    else if (word === "endfacet") {
      const { vertices } = builder;
      if (vertices % 3 !== 0) throw new BadMeshError("A facet of the STL file has not three corners.");
      builder.triangle(vertices - 3, vertices - 2, vertices - 1);
    } else if (word === "endsolid" || word === "solid") {
      text.skipLine();
      ended = word === "endsolid";
    }
  }
  if (!ended) throw cutShort("STL");
  return builder.finish();
}
