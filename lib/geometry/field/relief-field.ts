import { colorPlate, frameColor } from "../image/color-plate";
import { levelLight } from "../image/level-light";
import type { Raster } from "../image/raster";
import { resamplePixels } from "../image/resample-pixels";
import type { Mesh, ProjectedTexture } from "../mesh/mesh";
import { plateTexture } from "../sheet/plate-texture";
import { BRICK, type Field } from "./field";
import { TileBounds } from "./tile-bounds";

export interface ReliefOptions {
  /** Lattice cells along the picture's longest side, frame included. */
  resolution: number;
  /** Height from the darkest to the brightest, as a share of the longest side. */
  heightShare?: number;
  /** Thickness of the plate below the darkest, as a share of the longest side. */
  baseShare?: number;
  /** Width of the raised frame, as a share of the longest side; 0 for none. */
  frameShare?: number;
  /** Dark stands out instead of bright. */
  invert?: boolean;
  /** How strongly noise is taken out: 1 as tuned, 0 not at all. */
  smoothing?: number;
}

export interface ReliefField {
  field: Field;
  /** Three sRGB bytes a vertex, for a mesh that is still in lattice units. */
  colorAt(mesh: Mesh): Uint8Array;
  /** The picture at its own resolution, for a mesh in lattice units. */
  texture(): ProjectedTexture;
}

const margin = 2;

/**
 * A plate lying on the bed whose height follows the picture's lightness, for the volumetric core: image right is +x,
 * image up is +y. A raised frame makes it stiff and gives the slicer a clean border.
 */
export function reliefField(raster: Raster, options: ReliefOptions): ReliefField {
  const { resolution } = options;
  const share = options.frameShare ?? 0.025;
  const frame = share > 0 ? Math.max(2, Math.round(share * resolution)) : 0;
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
  const light = levelLight(rgba, width, height, options);
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
  const wood = frameColor(rgba);
  return {
    field: new PlateField(heights, width, height, Math.ceil(base + relief) + 4),
    colorAt: (mesh) =>
      plateColors(mesh, colorPlate(rgba, width, height, frame + margin), width, height, wood),
    texture: () =>
      plateTexture(raster, {
        width: width - 2 * margin,
        height: height - 2 * margin,
        stepX: step,
        stepY: step,
        frame,
        color: wood,
        corner: edge,
      }),
  };
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

/** Each vertex takes the sample nearest to it; the underside has the frame's colour, as in the texture. */
function plateColors(
  mesh: Mesh,
  plane: Uint8Array,
  width: number,
  height: number,
  wood: readonly number[],
): Uint8Array {
  const { positions } = mesh;
  const colors = new Uint8Array(positions.length);
  for (let v = 0; v < positions.length; v += 3) {
    const x = Math.min(width - 1, Math.max(0, Math.round(positions[v])));
    const y = Math.min(height - 1, Math.max(0, Math.round(height - 1 - positions[v + 1])));
    const below = positions[v + 2] < bed + 0.6;
    for (let c = 0; c < 3; c++) colors[v + c] = below ? wood[c] : plane[(y * width + x) * 3 + c];
  }
  return colors;
}
