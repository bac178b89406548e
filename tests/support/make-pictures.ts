import sharp from "sharp";
import type { Raster } from "@/lib/geometry/image/raster";

/** A picture with the truth about it: `mask` is the subject's coverage, 0 to 255. */
export interface Scene {
  raster: Raster;
  mask: Uint8Array;
}

export const objectNames = [
  "sphere",
  "capsule",
  "teddy",
  "snowman",
  "duck",
  "mug",
  "rocket",
  "fish",
  "car",
  "tree",
  "bottle",
  "figure",
] as const;
export type ObjectName = (typeof objectNames)[number];

export const backgroundNames = [
  "white",
  "gradient",
  "textured",
  "shadow",
  "similar",
  "clutter",
  "transparent",
] as const;
export type BackgroundName = (typeof backgroundNames)[number];

/** Ellipsoid in a unit square, y down: centre, radii, turn in degrees, colour; `hole` cuts instead. */
interface Part {
  x: number;
  y: number;
  rx: number;
  ry: number;
  turn?: number;
  color: readonly [number, number, number];
  hole?: boolean;
}

/** A seeded generator, so that every picture is the same in every run (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const red = [200, 62, 50] as const;
const tan = [186, 130, 82] as const;
const blue = [62, 98, 178] as const;
const green = [66, 130, 70] as const;
const gold = [222, 172, 52] as const;
const dark = [46, 42, 48] as const;
const pale = [214, 206, 190] as const;

const objects: Record<ObjectName, Part[]> = {
  sphere: [{ x: 0.5, y: 0.5, rx: 0.34, ry: 0.34, color: red }],
  capsule: Array.from({ length: 61 }, (_, i) => {
    return { x: 0.5, y: 0.3 + (0.4 * i) / 60, rx: 0.15, ry: 0.15, color: blue };
  }),
  teddy: [
    { x: 0.5, y: 0.64, rx: 0.2, ry: 0.22, color: tan },
    { x: 0.5, y: 0.32, rx: 0.16, ry: 0.15, color: tan },
    { x: 0.37, y: 0.2, rx: 0.06, ry: 0.06, color: tan },
    { x: 0.63, y: 0.2, rx: 0.06, ry: 0.06, color: tan },
    { x: 0.29, y: 0.58, rx: 0.07, ry: 0.14, turn: 25, color: tan },
    { x: 0.71, y: 0.58, rx: 0.07, ry: 0.14, turn: -25, color: tan },
    { x: 0.38, y: 0.84, rx: 0.09, ry: 0.09, color: tan },
    { x: 0.62, y: 0.84, rx: 0.09, ry: 0.09, color: tan },
    { x: 0.44, y: 0.3, rx: 0.02, ry: 0.025, color: dark },
    { x: 0.56, y: 0.3, rx: 0.02, ry: 0.025, color: dark },
  ],
  snowman: [
    { x: 0.5, y: 0.7, rx: 0.22, ry: 0.22, color: [150, 176, 214] },
    { x: 0.5, y: 0.4, rx: 0.15, ry: 0.15, color: [150, 176, 214] },
    { x: 0.5, y: 0.21, rx: 0.1, ry: 0.1, color: [150, 176, 214] },
    { x: 0.5, y: 0.22, rx: 0.03, ry: 0.02, color: red },
  ],
  duck: [
    { x: 0.52, y: 0.64, rx: 0.3, ry: 0.18, color: gold },
    { x: 0.34, y: 0.36, rx: 0.14, ry: 0.14, color: gold },
    { x: 0.2, y: 0.38, rx: 0.09, ry: 0.035, color: red },
    { x: 0.8, y: 0.54, rx: 0.1, ry: 0.06, turn: -35, color: gold },
  ],
  mug: [
    { x: 0.68, y: 0.52, rx: 0.18, ry: 0.18, color: green },
    { x: 0.7, y: 0.52, rx: 0.11, ry: 0.11, color: green, hole: true },
    ...Array.from({ length: 41 }, (_, i) => {
      return { x: 0.44, y: 0.28 + (0.48 * i) / 40, rx: 0.22, ry: 0.04, color: green };
    }),
  ],
  rocket: [
    { x: 0.36, y: 0.78, rx: 0.05, ry: 0.14, turn: 30, color: red },
    { x: 0.64, y: 0.78, rx: 0.05, ry: 0.14, turn: -30, color: red },
    { x: 0.5, y: 0.5, rx: 0.14, ry: 0.4, color: blue },
    { x: 0.5, y: 0.4, rx: 0.05, ry: 0.05, color: pale },
  ],
  fish: [
    { x: 0.46, y: 0.5, rx: 0.3, ry: 0.16, color: red },
    { x: 0.8, y: 0.42, rx: 0.13, ry: 0.05, turn: -45, color: gold },
    { x: 0.8, y: 0.58, rx: 0.13, ry: 0.05, turn: 45, color: gold },
    { x: 0.3, y: 0.47, rx: 0.025, ry: 0.025, color: dark },
  ],
  car: [
    { x: 0.5, y: 0.56, rx: 0.4, ry: 0.12, color: blue },
    { x: 0.48, y: 0.46, rx: 0.22, ry: 0.13, color: blue },
    { x: 0.27, y: 0.67, rx: 0.08, ry: 0.08, color: dark },
    { x: 0.73, y: 0.67, rx: 0.08, ry: 0.08, color: dark },
  ],
  tree: [
    { x: 0.5, y: 0.8, rx: 0.05, ry: 0.13, color: [116, 78, 48] },
    { x: 0.5, y: 0.62, rx: 0.26, ry: 0.12, color: green },
    { x: 0.5, y: 0.46, rx: 0.2, ry: 0.12, color: green },
    { x: 0.5, y: 0.3, rx: 0.14, ry: 0.14, color: green },
  ],
  bottle: [
    ...Array.from({ length: 41 }, (_, i) => {
      return { x: 0.5, y: 0.48 + (0.36 * i) / 40, rx: 0.15, ry: 0.06, color: green };
    }),
    ...Array.from({ length: 31 }, (_, i) => {
      return { x: 0.5, y: 0.14 + (0.3 * i) / 30, rx: 0.055, ry: 0.03, color: green };
    }),
  ],
  figure: [
    { x: 0.5, y: 0.17, rx: 0.085, ry: 0.1, color: [222, 170, 140] },
    { x: 0.5, y: 0.4, rx: 0.13, ry: 0.17, color: blue },
    { x: 0.34, y: 0.4, rx: 0.045, ry: 0.17, turn: 18, color: blue },
    { x: 0.66, y: 0.4, rx: 0.045, ry: 0.17, turn: -18, color: blue },
    { x: 0.43, y: 0.72, rx: 0.065, ry: 0.22, color: dark },
    { x: 0.57, y: 0.72, rx: 0.065, ry: 0.22, color: dark },
  ],
};

/** Draws an object, lit from the upper left, over a background; `seed` moves the noise only. */
export function makeScene(object: ObjectName, background: BackgroundName, size = 256, seed = 1): Scene {
  const { color, mask } = paintObject(objects[object], size, background === "similar");
  const back = paintBackground(background, size, seed, meanColor(color, mask));
  if (background === "shadow") castShadow(back, mask, size);
  const data = new Uint8ClampedArray(size * size * 4);
  const random = seededRandom(seed + 77);
  const noise = background === "gradient" || background === "clutter" ? 3 : 0;
  for (let i = 0; i < size * size; i++) {
    const a = mask[i] / 255;
    const grain = (random() + random() - 1) * noise;
    for (let c = 0; c < 3; c++) {
      data[i * 4 + c] =
        background === "transparent"
          ? color[i * 3 + c]
          : color[i * 3 + c] * a + back[i * 3 + c] * (1 - a) + grain;
    }
    data[i * 4 + 3] = background === "transparent" ? mask[i] : 255;
  }
  return { raster: { width: size, height: size, data }, mask };
}

function paintObject(parts: Part[], size: number, dull: boolean): { color: Float32Array; mask: Uint8Array } {
  const over = 3;
  const color = new Float32Array(size * size * 3);
  const mask = new Uint8Array(size * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      let hits = 0;
      const sum = [0, 0, 0];
      for (let s = 0; s < over * over; s++) {
        const hit = shade(
          parts,
          (x + ((s % over) + 0.5) / over) / size,
          (y + (((s / over) | 0) + 0.5) / over) / size,
        );
        if (!hit) continue;
        hits++;
        for (let c = 0; c < 3; c++) sum[c] += dull ? 150 + (hit[c] - 150) * 0.35 : hit[c];
      }
      const i = y * size + x;
      mask[i] = Math.round((hits / (over * over)) * 255);
      for (let c = 0; c < 3; c++) color[i * 3 + c] = hits ? sum[c] / hits : 0;
    }
  }
  return { color, mask };
}

function shade(parts: Part[], x: number, y: number): [number, number, number] | undefined {
  let best = -1;
  let found: [number, number, number] | undefined;
  for (const part of parts) {
    const angle = ((part.turn ?? 0) * Math.PI) / 180;
    const dx = x - part.x;
    const dy = y - part.y;
    const u = (dx * Math.cos(angle) + dy * Math.sin(angle)) / part.rx;
    const v = (dy * Math.cos(angle) - dx * Math.sin(angle)) / part.ry;
    const rest = 1 - u * u - v * v;
    if (rest <= 0) continue;
    if (part.hole) {
      best = -1;
      found = undefined;
      continue;
    }
    const lift = Math.sqrt(rest);
    const height = lift * Math.min(part.rx, part.ry) + (part.rx < 0.06 && part.ry < 0.06 ? 0.2 : 0);
    if (height <= best) continue;
    best = height;
    const light = 0.45 + 0.6 * Math.max(0, -0.4 * u - 0.5 * v + 0.76 * lift);
    found = [part.color[0] * light, part.color[1] * light, part.color[2] * light];
  }
  return found;
}

function meanColor(color: Float32Array, mask: Uint8Array): [number, number, number] {
  const sum = [0, 0, 0];
  let weight = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] < 250) continue;
    weight++;
    for (let c = 0; c < 3; c++) sum[c] += color[i * 3 + c];
  }
  return [sum[0] / weight, sum[1] / weight, sum[2] / weight];
}

function paintBackground(
  name: BackgroundName,
  size: number,
  seed: number,
  subject: readonly number[],
): Float32Array {
  const out = new Float32Array(size * size * 3);
  const random = seededRandom(seed);
  const blobs = Array.from({ length: 26 }, () => {
    return {
      x: random(),
      y: random(),
      r: 0.04 + random() * 0.12,
      c: [random() * 255, random() * 255, random() * 255],
    };
  });
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const u = x / size;
      const v = y / size;
      let base: readonly number[] = [255, 255, 255];
      if (name === "gradient") base = [150 + 70 * v, 190 + 30 * u, 225 - 50 * v];
      if (name === "textured") {
        const wave = 5 * Math.sin(u * 70) * Math.sin(v * 55) + 4 * Math.sin(u * 31 + v * 43);
        base = [205 + wave, 198 + wave, 186 + wave];
      }
      if (name === "shadow") base = [232, 230, 226];
      if (name === "similar") base = subject.map((c) => c * 0.72 + 70);
      if (name === "clutter") {
        base = [150, 150, 140];
        for (const b of blobs) if ((u - b.x) ** 2 + (v - b.y) ** 2 < b.r ** 2) base = b.c;
      }
      for (let c = 0; c < 3; c++) out[(y * size + x) * 3 + c] = base[c];
    }
  }
  return out;
}

/** Darkens the floor below the subject with a soft ellipse, as a studio lamp does. */
function castShadow(back: Float32Array, mask: Uint8Array, size: number): void {
  let bottom = 0;
  let left = size;
  let right = 0;
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] < 128) continue;
    bottom = Math.max(bottom, (i / size) | 0);
    left = Math.min(left, i % size);
    right = Math.max(right, i % size);
  }
  const cx = (left + right) / 2 + size * 0.03;
  const rx = ((right - left) / 2) * 1.15;
  const ry = size * 0.07;
  for (let i = 0; i < mask.length; i++) {
    const u = ((i % size) - cx) / rx;
    const v = (((i / size) | 0) - bottom) / ry;
    const dim = 1 - 0.4 * Math.exp(-1.6 * (u * u + v * v));
    for (let c = 0; c < 3; c++) back[i * 3 + c] *= dim;
  }
}

/** A flat two-colour drawing, antialiased: a ring with a bar, as logos are. */
export function makeLogo(size = 256): Raster {
  return drawRaster(size, size, (x, y) => {
    const r = Math.hypot(x / size - 0.5, y / size - 0.5);
    const edge = Math.min(0.42 - r, Math.max(r - 0.28, 0.07 - Math.abs(x / size - 0.5)));
    const a = Math.min(1, Math.max(0, edge * size + 0.5));
    return [255 - a * 235, 255 - a * 195, 255 - a * 135, 255];
  });
}

/** A picture without a subject of its own: hills, sky and sun filling the whole frame. */
export function makeLandscape(width = 320, height = 240): Raster {
  const random = seededRandom(5);
  return drawRaster(width, height, (x, y) => {
    const u = x / width;
    const v = y / height;
    const grain = random() * 10;
    if (v > 0.75 + 0.08 * Math.sin(u * 9)) return [70 + grain, 110 + 40 * Math.sin(u * 40), 50, 255];
    if (v > 0.52 + 0.14 * Math.sin(u * 5 + 1)) return [60 + 50 * u, 90 + grain, 110 - 40 * u, 255];
    if (Math.hypot(u - 0.7, v - 0.2) < 0.09) return [255, 235, 170, 255];
    return [230 - 120 * v + grain, 190 - 40 * v + grain, 160 + 80 * v, 255];
  });
}

/** A grey sphere with black and white bands: albedo without shape. */
export function makeStripedSphere(size = 256, bands = 9): Scene {
  const { raster, mask } = makeScene("sphere", "transparent", size);
  for (let i = 0; i < mask.length; i++) {
    const y = ((i / size) | 0) / size;
    const level = bands === 0 ? 120 : Math.sin((y - 0.16) * bands * 2 * Math.PI * 1.47) > 0 ? 205 : 35;
    for (let c = 0; c < 3; c++) raster.data[i * 4 + c] = level;
  }
  return { raster, mask };
}

/** Calls `color` for every pixel; RGBA 0 to 255. */
export function drawRaster(
  width: number,
  height: number,
  color: (x: number, y: number) => readonly [number, number, number, number],
): Raster {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let i = 0; i < width * height; i++) data.set(color(i % width, Math.floor(i / width)), i * 4);
  return { width, height, data };
}

export const flatRaster = (
  width: number,
  height: number,
  rgba: readonly [number, number, number, number],
): Raster => drawRaster(width, height, () => rgba);

export type PictureFormat = "png" | "jpeg" | "webp";

/** Encodes pixels; JPEG drops alpha over white. */
export async function encodePicture(raster: Raster, format: PictureFormat = "png"): Promise<Buffer> {
  const image = pipe(raster);
  if (format === "jpeg") return image.flatten({ background: "#ffffff" }).jpeg({ quality: 88 }).toBuffer();
  return format === "webp" ? image.webp({ lossless: true }).toBuffer() : image.png().toBuffer();
}

/** A JPEG whose EXIF orientation says that it lies on its side (6: turn 90° clockwise to view). */
export async function encodeRotatedJpeg(raster: Raster, orientation = 6): Promise<Buffer> {
  return pipe(raster).flatten({ background: "#ffffff" }).withMetadata({ orientation }).jpeg().toBuffer();
}

/** A CMYK JPEG, as print shops send them. */
export async function encodeCmykJpeg(raster: Raster): Promise<Buffer> {
  return pipe(raster).flatten({ background: "#ffffff" }).toColourspace("cmyk").jpeg().toBuffer();
}

/** A PNG with sixteen bits a channel. */
export async function encodeDeepPng(raster: Raster): Promise<Buffer> {
  return pipe(raster).toColourspace("rgb16").png().toBuffer();
}

/** A grey PNG without colour channels. */
export async function encodeGrayPng(raster: Raster): Promise<Buffer> {
  return pipe(raster).flatten({ background: "#ffffff" }).grayscale().toColourspace("b-w").png().toBuffer();
}

/** Decodes as the product does: upright, sRGB, RGBA. */
export async function decodePicture(bytes: Uint8Array): Promise<Raster> {
  const { data, info } = await sharp(bytes)
    .autoOrient()
    .toColourspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8ClampedArray(data) };
}

/** Intersection over union of two masks, cut at one half. */
export function maskIou(a: Uint8Array, b: Uint8Array): number {
  let both = 0;
  let any = 0;
  for (let i = 0; i < a.length; i++) {
    if (a[i] >= 128 && b[i] >= 128) both++;
    if (a[i] >= 128 || b[i] >= 128) any++;
  }
  return any === 0 ? 1 : both / any;
}

const pipe = (raster: Raster) =>
  sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 4 } });
