import { neighborX, neighborY } from "./max-flow";

/** Pixels that a cut is to decide. All others are settled, and pull at these through their links. */
export interface OpenPixels {
  /** The open pixels in reading order: node n of the graph is pixel `pixels[n]`. */
  pixels: Int32Array;
  /** Node of every pixel, −1 where it is settled. */
  nodeOf: Int32Array;
}

/** @param settled 1 where nothing is left to decide; without it every pixel is open */
export function openPixels(count: number, settled?: Uint8Array): OpenPixels {
  const nodeOf = new Int32Array(count);
  const pixels = new Int32Array(count);
  let nodes = 0;
  for (let i = 0; i < count; i++) {
    if (settled?.[i]) nodeOf[i] = -1;
    else {
      nodeOf[i] = nodes;
      pixels[nodes++] = i;
    }
  }
  return { pixels: pixels.subarray(0, nodes), nodeOf };
}

export interface PixelLinks {
  neighbors: Int32Array;
  links: Float32Array;
  /** What the settled neighbours of each node add to its terminal. */
  pull: Float32Array;
}

/**
 * Contrast-sensitive links between neighbouring pixels: cheap to cut where neighbours differ more than neighbours usually
 * do (Boykov and Jolly 2001). Links to settled pixels become pulls towards their side.
 *
 * @param side 1 where a settled pixel is the subject's
 */
export function linkPixels(
  lab: Float32Array,
  width: number,
  height: number,
  { pixels, nodeOf }: OpenPixels,
  side: Uint8Array,
): PixelLinks {
  const nodes = pixels.length;
  const neighbors = new Int32Array(8 * nodes).fill(-1);
  const links = new Float32Array(8 * nodes);
  const pull = new Float32Array(nodes);
  let sum = 0;
  let pairs = 0;
  // First the squared contrasts, whose mean sets the scale; each pair once, from its node with the even direction or,
  // where one of the two is settled, from the other.
  for (let n = 0; n < nodes; n++) {
    const i = pixels[n];
    const x = i % width;
    const y = (i - x) / width;
    for (let d = 0; d < 8; d++) {
      const u = x + neighborX[d];
      const v = y + neighborY[d];
      if (u < 0 || v < 0 || u >= width || v >= height) continue;
      const j = v * width + u;
      const other = nodeOf[j];
      if (other >= 0) {
        neighbors[n * 8 + d] = other;
        if (d & 1) continue;
      }
      const l = lab[i * 3] - lab[j * 3];
      const a = lab[i * 3 + 1] - lab[j * 3 + 1];
      const b = lab[i * 3 + 2] - lab[j * 3 + 2];
      links[n * 8 + d] = l * l + a * a + b * b;
      sum += links[n * 8 + d];
      pairs++;
    }
  }
  const beta = pairs / (2 * sum + 1e-6);
  for (let n = 0; n < nodes; n++) {
    const i = pixels[n];
    const x = i % width;
    for (let d = 0; d < 8; d++) {
      const other = neighbors[n * 8 + d];
      if (other >= 0) {
        if (d & 1) continue;
        links[n * 8 + d] = links[other * 8 + (d ^ 1)] = strength(links[n * 8 + d], beta, d);
        continue;
      }
      const u = x + neighborX[d];
      const j = i + neighborX[d] + neighborY[d] * width;
      if (u < 0 || u >= width || j < 0 || j >= nodeOf.length) continue;
      const link = strength(links[n * 8 + d], beta, d);
      pull[n] += side[j] ? link : -link;
      links[n * 8 + d] = 0;
    }
  }
  return { neighbors, links, pull };
}

/** Capacity of a link across a squared contrast; diagonal ones are longer and so weaker. */
const strength = (contrast: number, beta: number, direction: number): number =>
  0.15 + (direction < 4 ? 9 : 9 * Math.SQRT1_2) * Math.exp(-beta * contrast);
