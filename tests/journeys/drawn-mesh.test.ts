import { expect, it } from "vitest";
import { readDrawnMesh } from "@/components/viewer/read-drawn-mesh";

const ACROSS = 1000;
const DOWN = 750;

it("reads an STL of 1.5 million triangles for the viewer, each point once", () => {
  const drawn = readDrawnMesh(writePlane());
  expect(drawn.indices.length / 3).toBe(1_500_000);
  expect(drawn.positions.length / 3).toBe((ACROSS + 1) * (DOWN + 1));
  expect([...drawn.normals.subarray(-3)]).toEqual([0, 0, 1]);
});

/** Squares of 1 mm in the plane of the bed, two triangles each, as binary STL. */
function writePlane(): ArrayBuffer {
  const count = 2 * ACROSS * DOWN;
  const file = new DataView(new ArrayBuffer(84 + 50 * count));
  file.setUint32(80, count, true);
  const halves = [
    [0, 0, 1, 0, 0, 1],
    [1, 0, 1, 1, 0, 1],
  ];
  for (let triangle = 0; triangle < count; triangle++) {
    const square = triangle >> 1;
    const corner = [square % ACROSS, Math.floor(square / ACROSS)];
    halves[triangle & 1].forEach((step, at) =>
      file.setFloat32(84 + 50 * triangle + 12 + 12 * (at >> 1) + 4 * (at & 1), corner[at & 1] + step, true),
    );
  }
  return file.buffer;
}
