import { describe, expect, it } from "vitest";
import {
  hullField,
  ViewsContradictError,
  type HullView,
  type ViewAngle,
} from "@/lib/geometry/field/hull-field";
import { EmptySubjectError } from "@/lib/geometry/image/find-subject";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import { measureBounds } from "@/lib/geometry/mesh/measure-bounds";
import { findMeshFaults, signedVolume } from "@/tests/support/check-closed-mesh";
import { drawRaster, seededRandom } from "@/tests/support/make-pictures";

type Rgb = readonly [number, number, number];

/** A view whose silhouette is given by `inside(x, y)` from the middle of a 120 px picture. */
function view(
  angle: ViewAngle,
  inside: (x: number, y: number) => boolean,
  color: Rgb = [200, 60, 40],
): HullView {
  const side = 120;
  const alpha = new Uint8Array(side * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) if (inside(x - 59.5, y - 59.5)) alpha[y * side + x] = 255;
  return { raster: drawRaster(side, side, () => [...color, 255]), alpha, angle };
}
const box = (wide: number, high: number) => (x: number, y: number) =>
  Math.abs(x) < wide / 2 && Math.abs(y) < high / 2;
const disc = (radius: number) => (x: number, y: number) => x * x + y * y < radius * radius;

function sizeOf(views: HullView[], rounding = 0) {
  const mesh = extractSurface(hullField(views, { resolution: 64, rounding }).field);
  expect(findMeshFaults(mesh)).toEqual([]);
  const { low, high } = measureBounds(mesh);
  return { mesh, volume: signedVolume(mesh), size: high.map((value, axis) => value - low[axis]) };
}

describe("hullField", () => {
  it("makes a box of the front's width, the side's depth and their common height", () => {
    const { size, volume } = sizeOf([view(0, box(60, 90)), view(90, box(30, 90))]);
    [64 * (60 / 90), 64 * (30 / 90), 64].forEach((extent, axis) =>
      expect(Math.abs(size[axis] - extent)).toBeLessThan(1.2),
    );
    expect(volume / (size[0] * size[1] * size[2])).toBeGreaterThan(0.97);
  });

  it("brings pictures of other scales to one height", () => {
    const { size } = sizeOf([view(0, box(80, 100)), view(90, box(20, 50))]);
    expect(size[0] / size[2]).toBeCloseTo(0.8, 1);
    expect(size[1] / size[2]).toBeCloseTo(0.4, 1);
  });

  it("comes close to a ball from six discs, and closer with soft seams", () => {
    const angles: ViewAngle[] = [0, 90, 180, 270, "top", "bottom"];
    const views = angles.map((angle) => view(angle, disc(48)));
    const ball = (4 / 3) * Math.PI * 32 ** 3;
    const plain = sizeOf(views).volume / ball;
    const soft = sizeOf(views, 0.08).volume / ball;
    expect(plain).toBeGreaterThan(1);
    expect(plain).toBeLessThan(1.16);
    expect(soft).toBeLessThan(plain);
    expect(soft).toBeGreaterThan(0.9);
  });

  it("takes the depth from above where no side was shown", () => {
    const { size } = sizeOf([view(0, box(60, 90)), view("top", box(60, 20))]);
    expect(size[1] / size[0]).toBeCloseTo(1 / 3, 1);
  });

  it("mirrors nothing: a bump on the picture's right is at +x in front and at −x from behind", () => {
    const bump = (x: number, y: number) => box(40, 90)(x, y) || (x > 0 && x < 40 && y > -45 && y < -25);
    const front = sizeOf([view(0, bump), view(90, box(40, 90))]).mesh;
    const back = sizeOf([view(180, bump), view(90, box(40, 90))]).mesh;
    const lean = (mesh: typeof front) =>
      mesh.positions.reduce((sum, x, at) => (at % 3 === 0 ? sum + x : sum), 0);
    const middle = (mesh: typeof front) => {
      const { low, high } = measureBounds(mesh);
      return (3 * lean(mesh)) / mesh.positions.length - (low[0] + high[0]) / 2;
    };
    expect(Math.sign(middle(front))).toBe(-Math.sign(middle(back)));
  });

  it("paints each side as the view that faces it", () => {
    const views = [view(0, box(60, 60), [255, 0, 0]), view(90, box(60, 60), [0, 0, 255])];
    const { field, colorAt } = hullField(views, { resolution: 48, rounding: 0 });
    const mesh = extractSurface(field);
    const colors = colorAt(mesh);
    const { low, high } = measureBounds(mesh);
    const at = (axis: number, value: number) => {
      const found = Array.from({ length: mesh.positions.length / 3 }, (_, v) => v).find(
        (v) =>
          Math.abs(mesh.positions[v * 3 + axis] - value) < 0.6 &&
          [0, 1, 2].every(
            (other) =>
              other === axis || Math.abs(mesh.positions[v * 3 + other] - (low[other] + high[other]) / 2) < 4,
          ),
      );
      return [...colors.subarray(found! * 3, found! * 3 + 3)];
    };
    const near = (color: number[], wanted: Rgb) =>
      color.forEach((value, c) => expect(Math.abs(value - wanted[c])).toBeLessThan(4));
    near(at(1, low[1]), [255, 0, 0]);
    near(at(0, high[0]), [0, 0, 255]);
    // Nobody saw the back: it takes the side's colour, not the front's.
    near(at(1, high[1]), [0, 0, 255]);
  });

  it("is closed and manifold for blots of noise from any side", () => {
    const random = seededRandom(7);
    for (let run = 0; run < 12; run++) {
      const blots = Array.from({ length: 5 }, () => [
        random() * 60 - 30,
        random() * 60 - 30,
        8 + random() * 20,
      ]);
      const blot = (x: number, y: number) => blots.some(([u, v, r]) => (x - u) ** 2 + (y - v) ** 2 < r * r);
      const angles: ViewAngle[] = [0, 40 + run * 7, 130];
      const mesh = extractSurface(
        hullField(
          angles.map((angle) => view(angle, blot)),
          { resolution: 48 },
        ).field,
      );
      if (mesh.indices.length > 0) expect(findMeshFaults(mesh)).toEqual([]);
    }
  });
});

describe("hullField refuses", () => {
  const attempt = (...views: HullView[]) => {
    try {
      hullField(views, { resolution: 48 });
    } catch (error) {
      return error;
    }
    return undefined;
  };

  it("a back that is not as wide as the front, and names it", () => {
    const error = attempt(view(0, box(60, 90)), view(90, box(60, 90)), view(180, box(20, 90)));
    expect(error).toBeInstanceOf(ViewsContradictError);
    expect(error).toMatchObject({ view: 2, message: expect.stringContaining("View 3") });
  });

  it("a top that does not fit the sides", () => {
    const error = attempt(view(0, box(60, 90)), view(90, box(60, 90)), view("top", box(60, 15)));
    expect(error).toMatchObject({ name: "ViewsContradictError", view: 2 });
  });

  it("views from above and below alone", () => {
    expect(attempt(view("top", disc(40)), view("bottom", disc(40)))).toBeInstanceOf(ViewsContradictError);
  });

  it("a view that shows nothing", () => {
    expect(
      attempt(
        view(0, disc(40)),
        view(90, () => false),
      ),
    ).toBeInstanceOf(EmptySubjectError);
  });
});
