import { layOutTexture } from "../formats/lay-out-texture";
import type { Mesh } from "../mesh/mesh";
import { vertexNormals } from "../mesh/vertex-normals";
import { gaussianBlur } from "./blur-plane";
import type { Raster } from "./raster";

export interface RenderOptions {
  width: number;
  height: number;
  /** Degrees around the upright axis: 0 looks at the front (−y), 90 at the right side (+x). */
  azimuth: number;
  /** Degrees above the horizon. */
  elevation: number;
  /** Draws a soft shadow on the ground under the model; on unless said otherwise. */
  shadow?: boolean;
}

const clay = [206, 196, 184] as const;

/**
 * Draws a mesh as a product shot: slight perspective, three lamps and a sky on smooth normals, darkened creases, a soft
 * contact shadow, two samples a side per pixel. Vertices are lit once and their colours interpolated, which on meshes as
 * fine as ours cannot be told from lighting pixels and costs a third. A texture is looked up at each pixel. The ground is
 * transparent, its shadow black of that much alpha: the picture stands on a light page as well as on a dark one.
 */
export function renderMesh(mesh: Mesh, options: RenderOptions): Raster {
  const width = options.width * 2;
  const height = options.height * 2;
  const view = aim(mesh, options.azimuth, options.elevation, width, height);
  const screen = projectVertices(mesh, view);
  const lit = lightVertices(mesh, view);
  const depth = new Float32Array(width * height).fill(Infinity);
  const color = new Float32Array(width * height * 3);
  fillTriangles(mesh, screen, lit, skinOf(mesh), width, height, depth, color);
  darkenCreases(depth, color, width, height, view);
  const shade = options.shadow === false ? undefined : groundShadow(mesh, view);
  return develop(depth, color, width, height, view, shade);
}

interface View {
  center: Float64Array;
  right: Float64Array;
  up: Float64Array;
  into: Float64Array;
  scale: number;
  /** Radius of the model around its centre. */
  radius: number;
  low: number;
  offsetX: number;
  offsetY: number;
}

const nearness = 0.16;

function aim(mesh: Mesh, azimuth: number, elevation: number, width: number, height: number): View {
  const { positions } = mesh;
  const low = [Infinity, Infinity, Infinity];
  const high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < positions.length; i++) {
    const axis = i % 3;
    if (positions[i] < low[axis]) low[axis] = positions[i];
    if (positions[i] > high[axis]) high[axis] = positions[i];
  }
  if (positions.length === 0) {
    low.fill(0);
    high.fill(1);
  }
  const a = (azimuth * Math.PI) / 180;
  const e = (elevation * Math.PI) / 180;
  const into = Float64Array.of(-Math.sin(a) * Math.cos(e), Math.cos(a) * Math.cos(e), -Math.sin(e));
  const right = Float64Array.of(Math.cos(a), Math.sin(a), 0);
  const up = Float64Array.of(-Math.sin(a) * Math.sin(e), Math.cos(a) * Math.sin(e), Math.cos(e));
  const center = Float64Array.from(low, (l, k) => (l + high[k]) / 2);
  const radius = Math.max(1e-6, 0.5 * Math.hypot(high[0] - low[0], high[1] - low[1], high[2] - low[2]));
  const view: View = {
    center,
    right,
    up,
    into,
    scale: 1,
    radius,
    low: low[2],
    offsetX: width / 2,
    offsetY: height / 2,
  };
  const box = [Infinity, -Infinity, Infinity, -Infinity];
  for (let v = 0; v < positions.length; v += 3) {
    const [x, y] = place(view, positions[v], positions[v + 1], positions[v + 2]);
    if (x < box[0]) box[0] = x;
    if (x > box[1]) box[1] = x;
    if (y < box[2]) box[2] = y;
    if (y > box[3]) box[3] = y;
  }
  if (positions.length === 0) return view;
  view.scale = 0.84 * Math.min(width / (box[1] - box[0]), height / (box[3] - box[2]));
  view.offsetX = width / 2 - view.scale * ((box[0] + box[1]) / 2 - width / 2);
  view.offsetY = height / 2 - view.scale * ((box[2] + box[3]) / 2 - height / 2);
  return view;
}

const placed = new Float64Array(3);

function place(view: View, x: number, y: number, z: number): Float64Array {
  const { center, right, up, into } = view;
  const dx = x - center[0];
  const dy = y - center[1];
  const dz = z - center[2];
  const far = dx * into[0] + dy * into[1] + dz * into[2];
  const near = view.scale / (1 + (nearness * far) / view.radius);
  placed[0] = view.offsetX + near * (dx * right[0] + dy * right[1]);
  placed[1] = view.offsetY - near * (dx * up[0] + dy * up[1] + dz * up[2]);
  placed[2] = far;
  return placed;
}

function projectVertices(mesh: Mesh, view: View): Float32Array {
  const { positions } = mesh;
  const screen = new Float32Array(positions.length);
  for (let v = 0; v < positions.length; v += 3) {
    screen.set(place(view, positions[v], positions[v + 1], positions[v + 2]), v);
  }
  return screen;
}

/** Lamps in camera space (right, up, towards the viewer) with strengths. */
const lamps = [
  { x: -0.5, y: 0.62, z: 0.6, power: 0.72 },
  { x: 0.75, y: 0.15, z: 0.62, power: 0.24 },
  { x: 0.3, y: 0.7, z: -0.62, power: 0.3 },
];

const toLinear = Float32Array.from({ length: 256 }, (_, i) => (i / 255) ** 2.2);

/** Linear light leaving every vertex towards the viewer; of a textured mesh as if it were white. */
function lightVertices(mesh: Mesh, view: View): Float32Array {
  const normals = vertexNormals(mesh);
  const lit = new Float32Array(normals.length);
  const { right, up, into } = view;
  for (let v = 0; v < normals.length; v += 3) {
    const nx = normals[v];
    const ny = normals[v + 1];
    const nz = normals[v + 2];
    const x = nx * right[0] + ny * right[1];
    const y = nx * up[0] + ny * up[1] + nz * up[2];
    const z = -(nx * into[0] + ny * into[1] + nz * into[2]);
    let light = 0.3 + 0.16 * nz;
    for (const lamp of lamps) light += lamp.power * Math.max(0, x * lamp.x + y * lamp.y + z * lamp.z);
    const half = Math.max(0, -0.28 * x + 0.35 * y + 0.89 * z);
    const gleam = 0.07 * half ** 24;
    for (let c = 0; c < 3; c++) {
      const paint = mesh.texture ? 255 : mesh.colors ? mesh.colors[v + c] : clay[c];
      lit[v + c] = toLinear[paint] * light + gleam;
    }
  }
  return lit;
}

/** The atlas, and its pixel under each corner of each triangle: column and row. */
interface Skin {
  atlas: Raster;
  places: Float32Array;
}

function skinOf(mesh: Mesh): Skin | undefined {
  if (!mesh.texture) return undefined;
  const { atlas } = mesh.texture;
  const { uvs, indices } = layOutTexture(mesh, mesh.texture);
  const places = new Float32Array(2 * indices.length);
  for (let at = 0; at < indices.length; at++) {
    places[2 * at] = uvs[2 * indices[at]] * atlas.width;
    places[2 * at + 1] = uvs[2 * indices[at] + 1] * atlas.height;
  }
  return { atlas, places };
}

function fillTriangles(
  mesh: Mesh,
  screen: Float32Array,
  lit: Float32Array,
  skin: Skin | undefined,
  width: number,
  height: number,
  depth: Float32Array,
  color: Float32Array,
): void {
  const { indices } = mesh;
  for (let t = 0; t < indices.length; t += 3) {
    const a = indices[t] * 3;
    const b = indices[t + 1] * 3;
    const c = indices[t + 2] * 3;
    const ax = screen[a];
    const ay = screen[a + 1];
    const bx = screen[b] - ax;
    const by = screen[b + 1] - ay;
    const cx = screen[c] - ax;
    const cy = screen[c + 1] - ay;
    // Screen y runs down, so what faces the viewer turns the other way.
    const area = cx * by - bx * cy;
    if (!(area > 0)) continue;
    const left = Math.max(0, Math.ceil(ax + Math.min(0, bx, cx) - 0.5));
    const right = Math.min(width - 1, Math.floor(ax + Math.max(0, bx, cx) - 0.5));
    const top = Math.max(0, Math.ceil(ay + Math.min(0, by, cy) - 0.5));
    const bottom = Math.min(height - 1, Math.floor(ay + Math.max(0, by, cy) - 0.5));
    for (let y = top; y <= bottom; y++) {
      const dy = y + 0.5 - ay;
      for (let x = left; x <= right; x++) {
        const dx = x + 0.5 - ax;
        const wb = (cx * dy - dx * cy) / area;
        const wc = (dx * by - bx * dy) / area;
        if (wb < -wedge) continue;
        if (wc < -wedge || wb + wc > 1 + wedge) continue;
        const wa = 1 - wb - wc;
        const far = wa * screen[a + 2] + wb * screen[b + 2] + wc * screen[c + 2];
        const i = y * width + x;
        if (far >= depth[i]) continue;
        depth[i] = far;
        for (let k = 0; k < 3; k++) color[i * 3 + k] = wa * lit[a + k] + wb * lit[b + k] + wc * lit[c + k];
        if (skin) paintPixel(skin, t, wa, wb, wc, color, i * 3);
      }
    }
  }
}

/** Takes from the light what the texture does not give back. */
function paintPixel(
  { atlas, places }: Skin,
  t: number,
  wa: number,
  wb: number,
  wc: number,
  color: Float32Array,
  to: number,
): void {
  const at = 2 * t;
  const x = wa * places[at] + wb * places[at + 2] + wc * places[at + 4];
  const y = wa * places[at + 1] + wb * places[at + 3] + wc * places[at + 5];
  const column = Math.max(0, Math.min(atlas.width - 1, Math.floor(x)));
  const row = Math.max(0, Math.min(atlas.height - 1, Math.floor(y)));
  const from = 4 * (row * atlas.width + column);
  for (let k = 0; k < 3; k++) color[to + k] *= toLinear[atlas.data[from + k]];
}

/** Slack of the inside test, so that no seam shows between neighbours. */
const wedge = 1e-4;

/**
 * Screen-space occlusion: what lies behind its blurred surroundings gets less of the sky. The surroundings are blurred at
 * one sample a pixel, a quarter of the samples: their blur is wider than that by far.
 */
function darkenCreases(
  depth: Float32Array,
  color: Float32Array,
  width: number,
  height: number,
  view: View,
): void {
  const w = width / 2;
  const h = height / 2;
  const sums = new Float32Array(w * h);
  const counts = new Float32Array(w * h);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      if (depth[i] === Infinity) continue;
      const to = (y >> 1) * w + (x >> 1);
      sums[to] += depth[i] / 4;
      counts[to] += 1 / 4;
    }
  }
  for (const [share, strength] of [
    [0.012, 3.2],
    [0.045, 1.3],
  ]) {
    const sigma = share * Math.min(w, h);
    const near = gaussianBlur(sums.slice(), w, h, sigma);
    const weight = gaussianBlur(counts.slice(), w, h, sigma);
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        if (depth[i] === Infinity) continue;
        const at = (y >> 1) * w + (x >> 1);
        const behind = (depth[i] - near[at] / Math.max(1e-3, weight[at])) / view.radius;
        const dim = 1 - Math.max(-0.12, Math.min(0.45, strength * behind));
        color[i * 3] *= dim;
        color[i * 3 + 1] *= dim;
        color[i * 3 + 2] *= dim;
      }
    }
  }
}

interface Shadow {
  side: number;
  from: readonly [number, number];
  cell: number;
  dark: Float32Array;
}

/** How much of the sky the model hides from the ground: heights above it, gathered on a grid and blurred. */
function groundShadow(mesh: Mesh, view: View): Shadow {
  const side = 128;
  const cell = (4 * view.radius) / side;
  const from = [view.center[0] - 2 * view.radius, view.center[1] - 2 * view.radius] as const;
  const dark = new Float32Array(side * side);
  const { positions } = mesh;
  for (let v = 0; v < positions.length; v += 3) {
    const x = ((positions[v] - from[0]) / cell) | 0;
    const y = ((positions[v + 1] - from[1]) / cell) | 0;
    const height = (positions[v + 2] - view.low) / view.radius;
    const hide = Math.exp(-3.2 * height);
    const i = y * side + x;
    if (hide > dark[i]) dark[i] = hide;
  }
  const wide = gaussianBlur(dark.slice(), side, side, 5);
  gaussianBlur(dark, side, side, 1.6);
  for (let i = 0; i < dark.length; i++) dark[i] = Math.min(0.62, 0.45 * dark[i] + 0.5 * wide[i]);
  return { side, from, cell, dark };
}

/** Averages two samples a side, encodes the gamma, and lays the shadow below. */
function develop(
  depth: Float32Array,
  color: Float32Array,
  width: number,
  height: number,
  view: View,
  shadow: Shadow | undefined,
): Raster {
  const w = width / 2;
  const h = height / 2;
  const data = new Uint8ClampedArray(w * h * 4);
  const sum = new Float64Array(3);
  for (let y = 0; y < h; y++) {
    for (let x = 0; x < w; x++) {
      sum.fill(0);
      let covered = 0;
      for (let s = 0; s < 4; s++) {
        const i = (2 * y + (s >> 1)) * width + 2 * x + (s & 1);
        if (depth[i] === Infinity) continue;
        covered++;
        sum[0] += encodeGamma(color[i * 3]);
        sum[1] += encodeGamma(color[i * 3 + 1]);
        sum[2] += encodeGamma(color[i * 3 + 2]);
      }
      const at = (y * w + x) * 4;
      const bare = 1 - covered / 4;
      const dark = shadow && bare > 0 ? bare * shadowAt(shadow, view, 2 * x + 1, 2 * y + 1) : 0;
      const alpha = 1 - bare + dark;
      if (alpha > 0) for (let k = 0; k < 3; k++) data[at + k] = (255 * sum[k]) / 4 / alpha;
      data[at + 3] = 255 * alpha;
    }
  }
  return { width: w, height: h, data };
}

/** Linear light to the power of 1 / 2.2, by a table over its square root, where the curve is nearly straight. */
const encodeGamma = (light: number): number =>
  gammaTable[(Math.sqrt(light < 1 ? light : 1) * 2048 + 0.5) | 0];
const gammaTable = Float64Array.from({ length: 2049 }, (_, i) => (i / 2048) ** (2 / 2.2));

/** Shadow on the ground seen through a pixel; perspective is left aside, the shadow is soft. */
function shadowAt(shadow: Shadow, view: View, px: number, py: number): number {
  const { right, up, into, center } = view;
  if (into[2] > -0.03) return 0;
  const u = (px - view.offsetX) / view.scale;
  const v = -(py - view.offsetY) / view.scale;
  const t = (view.low - center[2] - u * right[2] - v * up[2]) / into[2];
  const x = (center[0] + u * right[0] + v * up[0] + t * into[0] - shadow.from[0]) / shadow.cell - 0.5;
  const y = (center[1] + u * right[1] + v * up[1] + t * into[1] - shadow.from[1]) / shadow.cell - 0.5;
  if (x < 0 || y < 0 || x >= shadow.side - 1 || y >= shadow.side - 1) return 0;
  const i = (y | 0) * shadow.side + (x | 0);
  const fx = x - (x | 0);
  const fy = y - (y | 0);
  const low = shadow.dark[i] + (shadow.dark[i + 1] - shadow.dark[i]) * fx;
  const high =
    shadow.dark[i + shadow.side] + (shadow.dark[i + shadow.side + 1] - shadow.dark[i + shadow.side]) * fx;
  return low + (high - low) * fy;
}
