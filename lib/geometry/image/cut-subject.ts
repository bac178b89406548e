import { type ColorClusters, clusterColors } from "./color-clusters";
import { dropSpecks, fillHoles } from "./label-regions";
import { linkPixels, openPixels } from "./link-pixels";
import { minimumCut } from "./max-flow";
import { pixelCosts } from "./pixel-costs";
import { windowMean, windowSums } from "./window-sums";

export interface CutInput {
  lab: Float32Array;
  width: number;
  height: number;
  /** Of the backdrop: see `Backdrop`. */
  noise: number;
  /** 1 where the flood found background. */
  flooded: Uint8Array;
  /** 0 to 1: how far the flood is to be believed deep inside and outside of its outline. */
  trust: number;
  keepShadow: boolean;
}

export interface Cut {
  /** 1 on the subject. */
  subject: Uint8Array;
  /** The colours that decided; none where one side had no pixels. */
  palettes?: Palettes;
}

export interface Palettes {
  front: ColorClusters;
  back: ColorClusters;
}

/**
 * Separates subject from background by a minimum cut, starting from a flood (GrabCut's alternation of models and cuts;
 * Rother, Kolmogorov and Blake 2004; its next turn is {@link cutAlongOutline}: a second one of the whole picture moved
 * about 1 % of the area at most on real photographs). The background is judged by the nearest flooded colour rather
 * than by the palette alone, so smooth gradients cost nothing; what is merely darker than it, softly and in the same
 * hue, counts as shadow. A white body before a white wall is told by no colour model: there the flood, which stopped at
 * its edge, has the word.
 */
export function cutSubject(input: CutInput): Cut {
  const { lab, width, height, flooded } = input;
  const unflooded = inverted(flooded);
  const sides = surePixels(unflooded, width, height, 3);
  const palettes = findPalettes(lab, sides);
  if (!palettes) return { subject: unflooded };
  const open = openPixels(flooded.length);
  const terminal = pixelCosts(input, palettes, sides.back, open.pixels);
  pinFrame(terminal, flooded, width, height);
  const { neighbors, links } = linkPixels(lab, width, height, open, flooded);
  const subject = minimumCut({ neighbors, terminal, links });
  fillHoles(dropSpecks(subject, width, height, 0.04), width, height, width * height * 0.0015);
  return { subject, palettes };
}

/**
 * Cuts again, as a rule at a finer size, only within `reach` pixels of the first result's outline and with its palettes
 * brought up to date; the rest of the picture is settled. A band of nine pixels is a twentieth of the picture, so all
 * that is asked there is asked of the band alone.
 */
export function cutAlongOutline(
  input: CutInput,
  coarse: Uint8Array,
  reach: number,
  palettes: Palettes,
): Uint8Array {
  const { lab, width, height } = input;
  const sides = surePixels(coarse, width, height, reach);
  const open = openPixels(coarse.length, sides.settled);
  const found = findPalettes(lab, sides, palettes);
  if (!found) return coarse;
  const terminal = pixelCosts(input, found, sides.back, open.pixels);
  const { neighbors, links, pull } = linkPixels(lab, width, height, open, coarse);
  for (let n = 0; n < terminal.length; n++) terminal[n] += pull[n];
  const decided = minimumCut({ neighbors, links, terminal });
  const cut = coarse.slice();
  for (let n = 0; n < decided.length; n++) cut[open.pixels[n]] = decided[n];
  return fillHoles(dropSpecks(cut, width, height, 0.02), width, height, width * height * 0.0006);
}

interface Sides {
  /** Pixels whose whole (2 · margin + 1)² window is of one side. */
  settled: Uint8Array;
  /** Those of each side; all of a side that has none such. */
  front: Uint8Array;
  back: Uint8Array;
}

function surePixels(subject: Uint8Array, width: number, height: number, margin: number): Sides {
  const sums = windowSums(subject, width, height);
  const settled = new Uint8Array(subject.length);
  const front = new Uint8Array(subject.length);
  const back = new Uint8Array(subject.length);
  let fronts = 0;
  let backs = 0;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const mean = windowMean(sums, x, y, margin);
      if (mean === 1) fronts += front[i] = settled[i] = 1;
      else if (mean === 0) backs += back[i] = settled[i] = 1;
    }
  return { settled, front: fronts > 0 ? front : subject.slice(), back: backs > 0 ? back : inverted(subject) };
}

/** Undefined where one side has no pixels. `before`: palettes of a similar cut, to begin from. */
function findPalettes(lab: Float32Array, { front, back }: Sides, before?: Palettes): Palettes | undefined {
  const subject = clusterColors(lab, front, 9, before?.front);
  const ground = clusterColors(lab, back, 7, before?.back);
  return subject && ground ? { front: subject, back: ground } : undefined;
}

/** Frame pixels that the flood took are background beyond doubt. */
function pinFrame(terminal: Float32Array, flooded: Uint8Array, width: number, height: number): void {
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++)
      if (flooded[i] && (x < 2 || y < 2 || x >= width - 2 || y >= height - 2)) terminal[i] = -1e4;
}

function inverted(mask: Uint8Array): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let i = 0; i < out.length; i++) out[i] = 1 - mask[i];
  return out;
}
