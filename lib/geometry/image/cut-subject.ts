import { boxBlur } from "./blur-plane";
import { clusterColors, colorCost, colorModel } from "./color-clusters";
import { fillOutward } from "./fill-outward";
import type { Backdrop } from "./fit-backdrop";
import { dropSpecks, fillHoles } from "./label-regions";
import { floorZone, shadowLikeness } from "./peel-shadow";
import { type CutGrid, minimumCut, neighborX, neighborY } from "./max-flow";

export interface CutInput {
  lab: Float32Array;
  width: number;
  height: number;
  backdrop: Backdrop;
  /** 1 where the flood found background. */
  flooded: Uint8Array;
  /** 0 to 1: how far the flood is to be believed deep inside and outside of its outline. */
  trust: number;
  keepShadow: boolean;
}

/**
 * Separates subject from background by minimum cuts, starting from a flood (GrabCut's alternation: models, cut, models;
 * Rother, Kolmogorov and Blake 2004). The background is judged by the nearest flooded colour rather than by the palette
 * alone, so smooth gradients cost nothing; what is merely darker than it, softly and in the same hue, counts as shadow.
 * A white body before a white wall is told by no colour model: there the flood, which stopped at its edge, has the word.
 *
 * @returns 1 on the subject
 */
export function cutSubject(input: CutInput): Uint8Array {
  const { lab, width, height, flooded } = input;
  const prior = floodPrior(input);
  const softness = localSoftness(lab, width, height);
  const links = linkPixels(lab, width, height);
  let subject = inverted(flooded);
  for (let round = 0; round < 2; round++) {
    const terminal = pixelCosts(input, subject, prior, softness, round === 0 ? 3 : 2);
    if (!terminal) return subject;
    pinFrame(terminal, flooded, width, height);
    subject = minimumCut({ width, height, terminal, links: round === 0 ? links.slice() : links });
    fillHoles(dropSpecks(subject, width, height, 0.04), width, height, width * height * 0.0015);
  }
  return subject;
}

/**
 * Cuts again at a finer size, only within `reach` pixels of a coarser result's outline; the rest of the picture is
 * settled and pulls at the band through its links.
 */
export function cutAlongOutline(input: CutInput, coarse: Uint8Array, reach: number): Uint8Array {
  const { lab, width, height } = input;
  const band = boxBlur(new Float32Array(coarse), width, height, reach);
  const settled = new Uint8Array(band.length);
  for (let i = 0; i < band.length; i++) settled[i] = band[i] < 1e-4 || band[i] > 1 - 1e-4 ? 1 : 0;
  const softness = localSoftness(lab, width, height);
  const terminal = pixelCosts(input, coarse, floodPrior(input), softness, reach, settled);
  if (!terminal) return coarse;
  const grid = { width, height, terminal, links: linkPixels(lab, width, height, settled) };
  settle(grid, settled, coarse);
  const cut = minimumCut(grid);
  for (let i = 0; i < cut.length; i++) if (settled[i]) cut[i] = coarse[i];
  return fillHoles(dropSpecks(cut, width, height, 0.02), width, height, width * height * 0.0006);
}

/** Takes settled pixels out of the graph and turns their links into pulls on the open neighbours. */
function settle(grid: CutGrid, settled: Uint8Array, side: Uint8Array): void {
  const { width, links, terminal } = grid;
  const count = settled.length;
  for (let i = 0; i < count; i++) if (settled[i]) terminal[i] = 0;
  for (let d = 0; d < 8; d++) {
    const step = neighborX[d] + neighborY[d] * width;
    const base = d * count;
    for (let i = 0; i < count; i++) {
      if (links[base + i] === 0) continue;
      const j = i + step;
      if (settled[i]) links[base + i] = 0;
      else if (settled[j]) {
        terminal[i] += side[j] ? links[base + i] : -links[base + i];
        links[base + i] = 0;
      }
    }
  }
}

/** Log-odds for the subject of every pixel by colour, plus the prior; undefined where one side has no pixels. */
function pixelCosts(
  input: CutInput,
  subject: Uint8Array,
  prior: Float32Array,
  softness: Float32Array,
  margin: number,
  settled?: Uint8Array,
): Float32Array | undefined {
  const { lab, width, height, backdrop, flooded, keepShadow } = input;
  const count = width * height;
  const sureGround = shrink(inverted(subject), width, height, margin);
  const frontColors = clusterColors(lab, shrink(subject, width, height, margin), 9);
  const backColors = clusterColors(lab, sureGround, 7);
  if (!frontColors || !backColors) return undefined;
  const ground = groundColor(lab, sureGround, width, height);
  const terminal = new Float32Array(count);
  const floor = 6 + backdrop.noise * backdrop.noise;
  const front = colorModel(frontColors, floor);
  const back = colorModel(backColors, floor);
  const nearFloor = floorZone(inverted(flooded), width, height);
  const spread = 14 + 2 * backdrop.noise * backdrop.noise;
  const rarity = 1.5 * Math.log(spread);
  for (let i = 0; i < count; i++) {
    if (settled && settled[i]) continue;
    const away = groundDistance(lab, i, ground, softness[i], keepShadow);
    const local = (away * away) / (2 * spread) + rarity - 0.5;
    const costBack = Math.min(colorCost(back, lab, i) + 1, local);
    const color = Math.max(-5, Math.min(5, costBack - colorCost(front, lab, i)));
    const shade =
      keepShadow || prior[i] < 0 ? 0 : shadowLikeness(lab, i, ground) * nearFloor[(i / width) | 0];
    terminal[i] = color + prior[i] * (1 - shade) + (0.8 - 3 * softness[i]) * shade;
  }
  return terminal;
}

/** What the flood says, louder with the distance from its outline and with the trust it has earned. */
function floodPrior({ flooded, width, height, trust }: CutInput): Float32Array {
  const prior = new Float32Array(flooded.length);
  for (let i = 0; i < prior.length; i++) prior[i] = flooded[i] ? -1 : 1;
  const deep = boxBlur(prior.slice(), width, height, Math.max(2, Math.round(0.02 * Math.max(width, height))));
  for (let i = 0; i < prior.length; i++) {
    const agreed = Math.max(0, deep[i] * prior[i]);
    prior[i] *= 0.8 + 7.5 * trust * agreed * agreed;
  }
  return prior;
}

/** Background colour continued under the subject. */
function groundColor(lab: Float32Array, sure: Uint8Array, width: number, height: number): Float32Array {
  return fillOutward(lab.slice(), new Float32Array(sure), width, height);
}

/** Lab distance to the ground; soft darkening in the same hue counts a third. */
function groundDistance(
  lab: Float32Array,
  i: number,
  ground: Float32Array,
  softness: number,
  keepShadow: boolean,
): number {
  let dl = lab[i * 3] - ground[i * 3];
  const light = Math.min(1, Math.max(0.25, lab[i * 3] / Math.max(1, ground[i * 3])));
  const da = lab[i * 3 + 1] - ground[i * 3 + 1] * light;
  const db = lab[i * 3 + 2] - ground[i * 3 + 2] * light;
  if (dl < 0 && dl > -45 && !keepShadow) dl *= 1 - 0.67 * softness;
  return Math.sqrt(dl * dl + 1.4 * (da * da + db * db));
}

/** 1 where the light changes slowly, 0 across edges: mean step over 3 × 3 pixels. */
function localSoftness(lab: Float32Array, width: number, height: number): Float32Array {
  const soft = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const right = x + 1 < width ? i + 1 : i - 1;
      const below = y + 1 < height ? i + width : i - width;
      soft[i] = Math.abs(lab[right * 3] - lab[i * 3]) + Math.abs(lab[below * 3] - lab[i * 3]);
    }
  }
  boxBlur(soft, width, height, 1);
  for (let i = 0; i < soft.length; i++) soft[i] = Math.max(0, Math.min(1, (6 - soft[i]) / 4));
  return soft;
}

/** Contrast-sensitive links: cheap to cut where neighbours differ more than neighbours usually do. */
function linkPixels(lab: Float32Array, width: number, height: number, settled?: Uint8Array): Float32Array {
  const count = width * height;
  const links = new Float32Array(8 * count);
  let sum = 0;
  let pairs = 0;
  for (let pass = 0; pass < 2; pass++) {
    const beta = pairs > 0 ? pairs / (2 * sum + 1e-6) : 0;
    for (let d = 0; d < 8; d += 2) {
      const dx = neighborX[d];
      const dy = neighborY[d];
      const strength = 9 / Math.hypot(dx, dy);
      for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
        for (let x = Math.max(0, -dx); x < Math.min(width, width - dx); x++) {
          const i = y * width + x;
          const j = i + dy * width + dx;
          if (settled && settled[i] && settled[j]) continue;
          const l = lab[i * 3] - lab[j * 3];
          const a = lab[i * 3 + 1] - lab[j * 3 + 1];
          const b = lab[i * 3 + 2] - lab[j * 3 + 2];
          const d2 = l * l + a * a + b * b;
          if (pass === 0) {
            sum += d2;
            pairs++;
          } else {
            links[d * count + i] = links[(d ^ 1) * count + j] = 0.15 + strength * Math.exp(-beta * d2);
          }
        }
      }
    }
  }
  return links;
}

/** Frame pixels that the flood took are background beyond doubt. */
function pinFrame(terminal: Float32Array, flooded: Uint8Array, width: number, height: number): void {
  for (let i = 0; i < terminal.length; i++) {
    const x = i % width;
    const y = (i - x) / width;
    if (flooded[i] && (x < 2 || y < 2 || x >= width - 2 || y >= height - 2)) terminal[i] = -1e4;
  }
}

function inverted(mask: Uint8Array): Uint8Array {
  const out = new Uint8Array(mask.length);
  for (let i = 0; i < out.length; i++) out[i] = 1 - mask[i];
  return out;
}

/** Pixels whose whole (2r + 1)² window is set. */
function shrink(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const mean = boxBlur(new Float32Array(mask), width, height, radius);
  const out = new Uint8Array(mask.length);
  let any = false;
  for (let i = 0; i < mask.length; i++) {
    if (mean[i] > 0.999) {
      out[i] = 1;
      any = true;
    }
  }
  return any ? out : mask.slice();
}
