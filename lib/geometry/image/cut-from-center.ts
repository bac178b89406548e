import { clusterColors, colorCost, colorModel } from "./color-clusters";
import type { Cut, Palettes } from "./cut-subject";
import { dropSpecks, fillHoles } from "./label-regions";
import { linkPixels, openPixels } from "./link-pixels";
import { minimumCut } from "./max-flow";

/**
 * The subject of a picture whose frame tells nothing about its backdrop, a jumble of things: what stands in the middle in
 * colours of its own. Colour models of the middle and of the rest and minimum cuts take turns (GrabCut; Rother, Kolmogorov
 * and Blake 2004); people aim at what they mean, so the place in the picture has a say that fades towards the frame,
 * which is the background's. The rest is given many more colours than the subject: a jumble has more.
 *
 * A guess (mean IoU .79 on 36 drawn jumbles, where the flood and its cut reach .40): never to be trusted without a look.
 */
export function cutFromCenter(lab: Float32Array, width: number, height: number): Cut {
  const middle = middleness(width, height);
  let subject: Uint8Array = Uint8Array.from(middle, (weight) => (weight > 0 ? 1 : 0));
  let palettes: Palettes | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const next = findPalettes(lab, subject);
    if (!next) break;
    palettes = next;
    const terminal = weigh(lab, palettes, middle);
    const { neighbors, links } = linkPixels(lab, width, height, openPixels(subject.length), subject);
    subject = minimumCut({ neighbors, terminal, links });
    fillHoles(dropSpecks(subject, width, height, 0.04), width, height, width * height * 0.0015);
  }
  return { subject, palettes };
}

const ROUNDS = 5;
/** Half axes, as shares of the picture's, of the ellipse inside which the place speaks for the subject. */
const REACH = 0.55;
const WEIGHT = 2;
const SUBJECT_COLORS = 6;
const GROUND_COLORS = 32;
/** Pixels along the frame that are background without question, as a share of the longest side. */
const FRAME = 0.024;
const BEYOND_DOUBT = -1e4;

/** Log-odds for the subject by place alone. */
function middleness(width: number, height: number): Float32Array {
  const weights = new Float32Array(width * height);
  const frame = Math.max(1, Math.round(FRAME * Math.max(width, height)));
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const u = (2 * x + 1) / width - 1;
      const v = (2 * y + 1) / height - 1;
      const onFrame = Math.min(x, y, width - 1 - x, height - 1 - y) < frame;
      const weight = WEIGHT * (1 - (u * u + v * v) / REACH ** 2);
      weights[i] = onFrame ? BEYOND_DOUBT : Math.max(-1.5 * WEIGHT, weight);
    }
  return weights;
}

function findPalettes(lab: Float32Array, subject: Uint8Array): Palettes | undefined {
  const front = clusterColors(lab, subject, SUBJECT_COLORS);
  const back = clusterColors(
    lab,
    subject.map((inside) => 1 - inside),
    GROUND_COLORS,
  );
  return front && back ? { front, back } : undefined;
}

function weigh(lab: Float32Array, palettes: Palettes, middle: Float32Array): Float32Array {
  const front = colorModel(palettes.front, COLOR_FLOOR);
  const back = colorModel(palettes.back, COLOR_FLOOR);
  return middle.map((weight, i) => {
    const odds = colorCost(back, lab, i) - colorCost(front, lab, i);
    return Math.max(-6, Math.min(6, odds)) + weight;
  });
}

const COLOR_FLOOR = 12;
