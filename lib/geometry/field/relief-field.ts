import { gaussianBlur, smoothKeepingEdges } from "../image/blur-plane";
import type { Raster } from "../image/raster";
import { resamplePixels } from "../image/resample-pixels";
import type { Mesh } from "../mesh/mesh";
import { BRICK, type Field } from "./field";
import { TileBounds } from "./tile-bounds";

export interface ReliefOptions {
  /** Lattice cells along the picture's longest side, frame included. */
  resolution: number;
  /** Height from the darkest to the brightest, as a share of the longest side. */
  heightShare?: number;
  /** Thickness of the plate below the darkest, as a share of the longest side. */
  baseShare?: number;
  /** Dark stands out instead of bright. */
  invert?: boolean;
}

export interface ReliefField {
  field: Field;
  /** Three sRGB bytes a vertex, for a mesh that is still in lattice units. */
  colorAt(mesh: Mesh): Uint8Array;
  notes: string[];
}

const margin = 2;

/**
 * A plate lying on the bed whose height follows the picture's lightness: image right is +x, image up is +y. Noise is
 * taken out by guided filters, so that edges stay walls and skies stay smooth; levels are stretched between the 0.5 % and
 * 99.5 % quantiles. A raised frame of 2.5 % makes it stiff and gives the slicer a clean border.
 */
export function reliefField(raster: Raster, options: ReliefOptions): ReliefField {
  const { resolution } = options;
  const frame = Math.max(2, Math.round(0.025 * resolution));
  const inner = resolution - 2 * frame;
  const step = Math.max(raster.width, raster.height) / inner;
  const width = Math.max(4, Math.round(raster.width / step)) + 2 * (frame + margin);
  const height = Math.max(4, Math.round(raster.height / step)) + 2 * (frame + margin);
  const origin = -(frame + margin) * step;
  const rgba = resamplePixels(raster.data, raster.width, raster.height, 4, {
    x: origin,
    y: origin,
    step,
    width,
    height,
  });
  const light = levelledLight(rgba, width, height, resolution, options.invert ?? false);
  const relief = Math.max(0.01, Math.min(0.3, options.heightShare ?? 0.06)) * resolution;
  const base = Math.max(2, Math.max(0.005, Math.min(0.3, options.baseShare ?? 0.02)) * resolution);
  const heights = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const edge = Math.min(x, y, width - 1 - x, height - 1 - y) - margin;
      const share = edge < frame ? 0.5 : light[y * width + x];
      heights[(height - 1 - y) * width + x] = base + share * relief;
    }
  }
  return {
    field: new PlateField(heights, width, height, Math.ceil(base + relief) + 4),
    notes: [`The picture was laid flat: ${options.invert ? "dark" : "bright"} parts stand out.`],
    colorAt: (mesh) => plateColors(mesh, rgba, width, height, frame),
  };
}

/** Lightness 0 to 1, denoised, transparent parts at the bottom, levels stretched. */
function levelledLight(
  rgba: Float32Array,
  width: number,
  height: number,
  resolution: number,
  invert: boolean,
): Float32Array {
  const light = new Float32Array(width * height);
  for (let i = 0; i < light.length; i++) {
    const luma = (0.299 * rgba[i * 4] + 0.587 * rgba[i * 4 + 1] + 0.114 * rgba[i * 4 + 2]) / 255;
    light[i] = (invert ? 1 - luma : luma) * (rgba[i * 4 + 3] / 255);
  }
  gaussianBlur(light, width, height, Math.max(0.5, 0.0012 * resolution));
  const fine = smoothKeepingEdges(light, width, height, Math.max(1, Math.round(0.004 * resolution)), 0.03);
  const smooth = smoothKeepingEdges(fine, width, height, Math.max(2, Math.round(0.012 * resolution)), 0.02);
  const [low, high] = quantiles(smooth);
  const scale = 1 / Math.max(0.02, high - low);
  for (let i = 0; i < smooth.length; i++) smooth[i] = Math.max(0, Math.min(1, (smooth[i] - low) * scale));
  return smooth;
}

function quantiles(values: Float32Array): [number, number] {
  const histogram = new Uint32Array(1024);
  for (let i = 0; i < values.length; i++) histogram[Math.max(0, Math.min(1023, (values[i] * 1023) | 0))]++;
  const trim = values.length * 0.005;
  let low = 0;
  let high = 1023;
  for (let sum = histogram[0]; sum <= trim && low < 1023; sum += histogram[low]) low++;
  for (let sum = histogram[1023]; sum <= trim && high > low; sum += histogram[high]) high--;
  return [low / 1023, high / 1023];
}

/** Everything below a height map, above the bed and within the plate's rectangle. */
class PlateField implements Field {
  readonly size: readonly [number, number, number];
  private readonly bounds: TileBounds;
  private readonly slope: Float32Array;

  constructor(
    private readonly heights: Float32Array,
    private readonly width: number,
    private readonly height: number,
    depth: number,
  ) {
    this.size = [width, height, depth];
    this.bounds = new TileBounds(heights, width, height);
    this.slope = new Float32Array(heights.length);
    for (let y = 1; y < height - 1; y++) {
      for (let x = 1; x < width - 1; x++) {
        const i = y * width + x;
        const dx = (heights[i + 1] - heights[i - 1]) / 2;
        const dy = (heights[i + width] - heights[i - width]) / 2;
        this.slope[i] = dx * dx + dy * dy;
      }
    }
  }

  boxSign(x0: number, y0: number, z0: number, x1: number, y1: number, z1: number): -1 | 0 | 1 {
    if (z1 < bed || x1 < edge || y1 < edge || x0 > this.width - 1 - edge || y0 > this.height - 1 - edge)
      return -1;
    this.bounds.query(x0, y0, x1, y1);
    if (z0 > bed + this.bounds.max) return -1;
    const within = x0 > edge && y0 > edge && x1 < this.width - 1 - edge && y1 < this.height - 1 - edge;
    return within && z0 > bed && z1 < bed + this.bounds.min ? 1 : 0;
  }

  sampleBrick(x0: number, y0: number, z0: number, out: Float32Array, offset: number): void {
    const { width, height, heights, slope } = this;
    for (let j = 0; j < BRICK; j++) {
      const y = Math.min(height - 1, y0 + j);
      const sideY = Math.min(y - edge, height - 1 - edge - y);
      for (let i = 0; i < BRICK; i++) {
        const x = Math.min(width - 1, x0 + i);
        const map = y * width + x;
        const side = Math.min(sideY, x - edge, width - 1 - edge - x);
        const top = bed + heights[map];
        const scale = 1 / Math.sqrt(1 + slope[map]);
        let at = offset + j * BRICK + i;
        for (let k = 0; k < BRICK; k++, at += BRICK * BRICK) {
          const z = z0 + k;
          out[at] = Math.min((top - z) * scale, z - bed, side);
        }
      }
    }
  }
}

/** Where the bed and the side walls lie: between two samples, so that they come out flat. */
const bed = 1.5;
const edge = margin - 0.5;

function plateColors(
  mesh: Mesh,
  rgba: Float32Array,
  width: number,
  height: number,
  frame: number,
): Uint8Array {
  const { positions } = mesh;
  const colors = new Uint8Array(positions.length);
  const wood = frameColor(rgba);
  for (let v = 0; v < positions.length; v += 3) {
    const x = Math.min(width - 1, Math.max(0, Math.round(positions[v])));
    const y = Math.min(height - 1, Math.max(0, Math.round(height - 1 - positions[v + 1])));
    const rim = Math.min(x, y, width - 1 - x, height - 1 - y) - margin < frame;
    const at = (y * width + x) * 4;
    const a = rgba[at + 3] / 255;
    for (let c = 0; c < 3; c++) colors[v + c] = rim ? wood[c] : rgba[at + c] * a + 235 * (1 - a) + 0.5;
  }
  return colors;
}

/** The frame takes the picture's mean colour, darkened. */
function frameColor(rgba: Float32Array): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  const count = rgba.length / 4;
  for (let i = 0; i < count; i++) for (let c = 0; c < 3; c++) sum[c] += rgba[i * 4 + c];
  return [(0.6 * sum[0]) / count, (0.6 * sum[1]) / count, (0.6 * sum[2]) / count];
}
