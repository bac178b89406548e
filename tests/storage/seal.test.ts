import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { CHUNK_BYTES, HEADER_BYTES, ObjectDamaged, openChunk, openHeader, seal } from "@/lib/storage/seal";

const object = "org_a/gen_a/model.stl-000000000000";
const key = randomBytes(32);
const plain = randomBytes(2 * CHUNK_BYTES + 9);
const [header, ...chunks] = [...seal(object, plain, key)];
const storedBytes = [header, ...chunks].reduce((sum, part) => sum + part.length, 0);
const layout = openHeader(object, header, storedBytes, key);

it("has a header of its stated length, and three chunks that open to what was sealed", () => {
  expect(header).toHaveLength(HEADER_BYTES);
  expect(layout).toMatchObject({ sizeBytes: plain.length, chunkBytes: CHUNK_BYTES, chunkCount: 3 });
  const opened = Buffer.concat(chunks.map((chunk, index) => openChunk(object, index, chunk, layout)));
  expect(opened.equals(plain)).toBe(true);
});

// Every binding by itself: together each hides behind the others.
it.each([
  ["another name", () => openChunk("org_a/other", 0, chunks[0], layout)],
  ["another place", () => openChunk(object, 1, chunks[0], layout)],
  ["the end, where more followed", () => openChunk(object, 1, chunks[1], { ...layout, chunkCount: 2 })],
  ["the middle, where it was the end", () => openChunk(object, 2, chunks[2], { ...layout, chunkCount: 4 })],
  ["another key", () => openChunk(object, 0, chunks[0], { ...layout, dataKey: randomBytes(32) })],
  ["a header under another name", () => openHeader("org_a/other", header, storedBytes, key)],
  ["a header of another organization", () => openHeader(object, header, storedBytes, randomBytes(32))],
  ["a header of another size on disk", () => openHeader(object, header, storedBytes - 1, key)],
])("does not open as %s", (_, open) => {
  expect(open).toThrow(ObjectDamaged);
});
