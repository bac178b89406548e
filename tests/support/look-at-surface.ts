import sharp from "sharp";
import { readGlb, readObj, type ReadMesh } from "./read-meshes";

type Vector = readonly [number, number, number];

/** A textured file as a viewer sees it: millimetres, z up, with places from the picture's upper left, two a corner. */
export interface Surface extends ReadMesh {
  places: number[];
  picture: { data: Uint8Array; width: number; height: number };
}

export async function glbSurface(bytes: Uint8Array): Promise<Surface> {
  const { positions: p, triangles, uvs, picture } = readGlb(bytes);
  const positions = p.map((_, i) => [p[i], -p[i + 1], p[i - 1]][i % 3] * 1000);
  const places = triangles.flatMap((vertex) => uvs!.slice(2 * vertex, 2 * vertex + 2));
  return { positions, triangles, places, picture: await decode(picture!) };
}

export async function objSurface(bytes: Uint8Array): Promise<Surface> {
  const { positions, triangles, uvs, parts } = readObj(bytes);
  const name = Object.keys(parts).find((part) => /\.(jpg|png)$/.test(part))!;
  const places = uvs.map((value, i) => (i % 2 === 0 ? value : 1 - value));
  return { positions, triangles, places, picture: await decode(parts[name]) };
}

async function decode(bytes: Uint8Array): Promise<Surface["picture"]> {
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The colour of the nearest pixel at a place. */
export function pixelAt({ picture }: Pick<Surface, "picture">, u: number, v: number): number[] {
  const column = Math.min(picture.width - 1, Math.floor(u * picture.width));
  const row = Math.min(picture.height - 1, Math.floor(v * picture.height));
  const at = 3 * (row * picture.width + column);
  return [...picture.data.subarray(at, at + 3)];
}

/** What an eye sees that looks along `into` at `point`: the colour of the first triangle that faces it there. */
export function lookAt(surface: Surface, into: Vector, point: Vector): number[] {
  const { positions: p, triangles, places } = surface;
  const corner = (at: number): Vector => [0, 1, 2].map((k) => p[3 * triangles[at] + k]) as never;
  let nearest = Infinity;
  let color: number[] | undefined;
  for (let at = 0; at < triangles.length; at += 3) {
    const [a, b, c] = [corner(at), corner(at + 1), corner(at + 2)];
    const [u, v] = [minus(b, a), minus(c, a)];
    const normal = cross(u, v);
    const facing = dot(normal, into);
    if (facing >= 0) continue;
    const way = dot(normal, minus(a, point)) / facing;
    const hit = minus(point.map((value, k) => value + way * into[k]) as never, a);
    const size = dot(normal, normal);
    const [second, third] = [dot(cross(hit, v), normal) / size, dot(cross(u, hit), normal) / size];
    if (second < 0 || third < 0 || second + third > 1 || way >= nearest) continue;
    nearest = way;
    const shares = [1 - second - third, second, third];
    const [x, y] = [0, 1].map((k) =>
      shares.reduce((sum, share, n) => sum + share * places[2 * (at + n) + k], 0),
    );
    color = pixelAt(surface, x, y);
  }
  if (!color) throw new Error(`nothing is seen at ${point}`);
  return color;
}

const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

/** Largest difference of a channel. */
export const colorDistance = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((value, c) => Math.abs(value - b[c])));
