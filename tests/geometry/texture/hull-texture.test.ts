import { beforeAll, describe, expect, it } from "vitest";
import { hullField, type HullView, type ViewAngle } from "@/lib/geometry/field/hull-field";
import { extractSurface } from "@/lib/geometry/mesh/extract-surface";
import type { Mesh, ProjectedTexture } from "@/lib/geometry/mesh/mesh";
import { chooseTiles } from "@/lib/geometry/texture/choose-tiles";
import { layOutTexture } from "@/lib/geometry/formats/lay-out-texture";
import { packTiles } from "@/lib/geometry/texture/pack-tiles";
import { colorDistance, lookAt, pixelAt, type Surface } from "../../support/look-at-surface";
import { drawRaster } from "../../support/make-pictures";

const RED = [200, 30, 30];
const BLUE = [20, 60, 190];
const GREEN = [30, 160, 60];
const WHITE = [240, 240, 240];

/** A picture of 120 px: `paint` gives the subject's colour from the middle, and undefined for the magenta ground. */
function view(angle: ViewAngle, paint: (x: number, y: number) => number[] | undefined): HullView {
  const side = 120;
  const alpha = new Uint8Array(side * side);
  const raster = drawRaster(side, side, (x, y) => {
    const color = paint(x - 59.5, y - 59.5);
    if (color) alpha[y * side + x] = 255;
    const [r, g, b] = color ?? [255, 0, 255];
    return [r, g, b, 255];
  });
  return { raster, alpha, angle };
}
const box =
  (wide: number, high: number, color: (x: number, y: number) => number[]) => (x: number, y: number) =>
    Math.abs(x) < wide / 2 && Math.abs(y) < high / 2 ? color(x, y) : undefined;

interface Built {
  mesh: Mesh;
  texture: ProjectedTexture;
  surface: Surface;
  middle: number[];
}

/** The mesh as a file would hold it, with the atlas as its picture. */
function build(views: HullView[], resolution = 72): Built {
  const { field, colorAt, texture } = hullField(views, { resolution, rounding: 0.02 });
  const mesh = extractSurface(field);
  mesh.colors = colorAt(mesh);
  const laid = texture(mesh);
  const { uvs, indices } = layOutTexture(mesh, laid);
  const { width, height, data } = laid.atlas;
  const surface: Surface = {
    positions: [...mesh.positions],
    triangles: [...mesh.indices],
    places: [...indices].flatMap((n) => [uvs[2 * n], uvs[2 * n + 1]]),
    picture: { width, height, data: Uint8Array.from(data.filter((_, at) => at % 4 < 3)) },
  };
  return { mesh, texture: laid, surface, middle: field.size.map((extent) => (extent - 1) / 2) };
}

const INTO = {
  front: [0, 1, 0],
  right: [-1, 0, 0],
  back: [0, -1, 0],
  left: [1, 0, 0],
  top: [0, 0, -1],
} as const;
/** From the middle, in cells. */
const from = ({ middle }: Built, x: number, y: number, z: number) =>
  [middle[0] + x, middle[1] + y, middle[2] + z] as const;

describe("four views round a block", () => {
  let built: Built;
  beforeAll(() => {
    // The front has a white spot off its middle; cells and pixels: 72 for 90.
    const spotted = box(60, 90, (x, y) => (Math.hypot(x - 12, y + 20) < 8 ? WHITE : RED));
    built = build([
      view(0, spotted),
      view(
        90,
        box(40, 90, () => BLUE),
      ),
      view(
        180,
        box(60, 90, () => GREEN),
      ),
      view(
        270,
        box(40, 90, () => BLUE),
      ),
    ]);
  });

  it("shows each side its own view, sharp, and the ground nowhere", () => {
    const { surface } = built;
    const see = (into: keyof typeof INTO, x: number, y: number, z: number) =>
      lookAt(surface, INTO[into], from(built, x, y, z));
    expect(see("front", -12, 0, 0)).toEqual(RED);
    expect(see("front", 9.6, 0, 16)).toEqual(WHITE);
    expect(see("front", -9.6, 0, 16)).toEqual(RED);
    expect(see("right", 0, 3, 10)).toEqual(BLUE);
    expect(see("left", 0, -3, 10)).toEqual(BLUE);
    expect(see("back", 5, 0, -10)).toEqual(GREEN);
    for (let corner = 0; corner < surface.places.length; corner += 2) {
      const [r, g, b] = pixelAt(surface, surface.places[corner], surface.places[corner + 1]);
      // Magenta would have much red and much blue, and little green.
      expect(Math.min(r, b) - g).toBeLessThan(130);
    }
  });

  it("guesses the upper side from the views across", () => {
    const top = lookAt(built.surface, INTO.top, from(built, 0, 0, 0));
    expect(Math.min(...[RED, BLUE, GREEN].map((color) => colorDistance(top, color)))).toBeLessThan(130);
    expect(colorDistance(top, [255, 0, 255])).toBeGreaterThan(60);
  });

  it("keeps the pictures' own pixels and puts every place inside its tile", () => {
    const { texture, mesh, surface } = built;
    expect(texture.tiles.length).toBeGreaterThanOrEqual(6);
    expect(Math.max(texture.atlas.width, texture.atlas.height)).toBeLessThanOrEqual(4096);
    expect(texture.tiles[0].across[0] * texture.atlas.width * (72 / 90)).toBeCloseTo(1, 3);
    const chosen = chooseTiles(mesh, texture);
    const { places } = surface;
    for (let corner = 0; corner < mesh.indices.length; corner++) {
      const [left, top, right, bottom] = texture.tiles[chosen[Math.floor(corner / 3)]].area;
      expect(places[2 * corner] >= left - 1e-6 && places[2 * corner] <= right + 1e-6).toBe(true);
      expect(places[2 * corner + 1] >= top - 1e-6 && places[2 * corner + 1] <= bottom + 1e-6).toBe(true);
    }
  });

  it("lets tiles agree where they meet", () => {
    const { texture, mesh, surface } = built;
    const chosen = chooseTiles(mesh, texture);
    const shown = new Map<number, { tile: number; color: number[] }[]>();
    mesh.indices.forEach((vertex, corner) => {
      const color = pixelAt(surface, surface.places[2 * corner], surface.places[2 * corner + 1]);
      const tile = chosen[Math.floor(corner / 3)];
      shown.set(vertex, [...(shown.get(vertex) ?? []), { tile, color }]);
    });
    const steps = [...shown.values()].flatMap((all) =>
      all.filter(({ tile }) => tile !== all[0].tile).map(({ color }) => colorDistance(color, all[0].color)),
    );
    expect(steps.length).toBeGreaterThan(50);
    // Unblended, red beside blue differ by 170.
    expect(steps.reduce((sum, step) => sum + step, 0) / steps.length).toBeLessThan(45);
  });

  it("agrees with the vertex colours on the sides", () => {
    const { mesh, surface } = built;
    let [apart, count] = [0, 0];
    mesh.indices.forEach((vertex, corner) => {
      const color = [...mesh.colors!.subarray(3 * vertex, 3 * vertex + 3)];
      const pixel = pixelAt(surface, surface.places[2 * corner], surface.places[2 * corner + 1]);
      count++;
      if (colorDistance(color, pixel) > 40) apart++;
    });
    expect(apart / count).toBeLessThan(0.08);
  });
});

describe("what stands behind something else", () => {
  it("does not show what stands before it", () => {
    // From the front: a tall post on the left, a low block on the right. From the right the post stands behind the block.
    const front = (x: number, y: number) => {
      if (x > -40 && x < -15 && Math.abs(y) < 45) return RED;
      if (x > 10 && x < 40 && y > -20 && y < 45) return GREEN;
      return undefined;
    };
    const side = box(30, 90, (_, y) => (y > -20 ? GREEN : RED));
    const built = build([view(0, front), view(90, side)]);
    // The post's right side, low down where the block hides it from the right.
    const hidden = lookAt(
      { ...built.surface, ...cutOff(built.surface, built.middle[0] - 2) },
      INTO.right,
      from(built, 0, 0, -15),
    );
    const open = lookAt(built.surface, INTO.right, from(built, 0, 0, 26));
    expect(colorDistance(open, RED)).toBeLessThan(20);
    expect(colorDistance(hidden, RED)).toBeLessThan(60);
  });
});

/** Only the triangles that lie wholly left of x. */
function cutOff({ positions, triangles, places }: Surface, x: number): Pick<Surface, "triangles" | "places"> {
  const kept = Array.from({ length: triangles.length / 3 }, (_, n) => n).filter((n) =>
    [0, 1, 2].every((k) => positions[3 * triangles[3 * n + k]] < x),
  );
  return {
    triangles: kept.flatMap((n) => triangles.slice(3 * n, 3 * n + 3)),
    places: kept.flatMap((n) => places.slice(6 * n, 6 * n + 6)),
  };
}

describe("packTiles", () => {
  it("puts boxes apart within the limit, and says where they do not fit", () => {
    const boxes = [
      { width: 30, height: 50 },
      { width: 60, height: 20 },
      { width: 10, height: 10 },
    ];
    const packed = packTiles(boxes, 75)!;
    expect(Math.max(packed.width, packed.height)).toBeLessThanOrEqual(75);
    boxes.forEach((box, n) => {
      const { left, top } = packed.places[n];
      expect(left + box.width).toBeLessThanOrEqual(packed.width);
      expect(top + box.height).toBeLessThanOrEqual(packed.height);
      packed.places.slice(0, n).forEach((other, m) => {
        const apart =
          left >= other.left + boxes[m].width ||
          other.left >= left + box.width ||
          top >= other.top + boxes[m].height ||
          other.top >= top + box.height;
        expect(apart).toBe(true);
      });
    });
    expect(packTiles([...boxes, { width: 76, height: 1 }], 75)).toBeUndefined();
    expect(
      packTiles(
        [
          { width: 40, height: 40 },
          { width: 40, height: 40 },
          { width: 40, height: 40 },
        ],
        64,
      ),
    ).toBeUndefined();
  });
});
