import { colorCost, colorModel } from "./color-clusters";
import type { CutInput, Palettes } from "./cut-subject";
import { fillOutward } from "./fill-outward";
import { floorZone, shadowLikeness } from "./peel-shadow";
import { windowMean, windowSums } from "./window-sums";

/**
 * Log-odds for the subject by colour, plus what the flood says, for each of `pixels`.
 *
 * @param ground 1 where the background is beyond doubt: its colour is continued from there
 */
export function pixelCosts(
  input: CutInput,
  palettes: Palettes,
  ground: Uint8Array,
  pixels: Int32Array,
): Float32Array {
  const { lab, width, height, noise, flooded, keepShadow } = input;
  const groundLab = groundColor(lab, ground, width, height, pixels);
  const floor = 6 + noise * noise;
  const front = colorModel(palettes.front, floor);
  const back = colorModel(palettes.back, floor);
  const prior = floodPrior(input, pixels);
  const softness = localSoftness(lab, width, height, pixels);
  const nearFloor = floorZone(flooded, width, height, 0);
  const spread = 14 + 2 * noise * noise;
  const rarity = 1.5 * Math.log(spread);
  const terminal = new Float32Array(pixels.length);
  for (let n = 0; n < terminal.length; n++) {
    const i = pixels[n];
    const away = groundDistance(lab, i, groundLab, softness[n], keepShadow);
    const local = (away * away) / (2 * spread) + rarity - 0.5;
    const costBack = Math.min(colorCost(back, lab, i) + 1, local);
    const color = Math.max(-5, Math.min(5, costBack - colorCost(front, lab, i)));
    const zone = keepShadow || prior[n] < 0 ? 0 : nearFloor[(i / width) | 0];
    const shade = zone === 0 ? 0 : shadowLikeness(lab, i, groundLab) * zone;
    terminal[n] = color + prior[n] * (1 - shade) + (0.8 - 3 * softness[n]) * shade;
  }
  return terminal;
}

/** What the flood says, louder with the distance from its outline and with the trust it has earned. */
function floodPrior({ flooded, width, height, trust }: CutInput, pixels: Int32Array): Float32Array {
  const prior = new Float32Array(pixels.length);
  const sums = windowSums(flooded, width, height);
  const reach = Math.max(2, Math.round(0.02 * Math.max(width, height)));
  for (let n = 0; n < prior.length; n++) {
    const i = pixels[n];
    const x = i % width;
    const side = flooded[i] ? -1 : 1;
    const agreed = Math.max(0, side * (1 - 2 * windowMean(sums, x, (i - x) / width, reach)));
    prior[n] = side * (0.8 + 7.5 * trust * agreed * agreed);
  }
  return prior;
}

/** Background colour continued to where it is asked for. */
function groundColor(
  lab: Float32Array,
  sure: Uint8Array,
  width: number,
  height: number,
  pixels: Int32Array,
): Float32Array {
  const wanted = new Uint8Array(sure.length);
  for (let n = 0; n < pixels.length; n++) wanted[pixels[n]] = 1;
  return fillOutward(lab.slice(), new Float32Array(sure), width, height, { wanted });
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
function localSoftness(lab: Float32Array, width: number, height: number, pixels: Int32Array): Float32Array {
  const step = lightSteps(lab, width, height);
  const soft = new Float32Array(pixels.length);
  for (let n = 0; n < soft.length; n++) {
    const i = pixels[n];
    const x = i % width;
    const left = x > 0 ? -1 : 0;
    const right = x + 1 < width ? 1 : 0;
    let sum = 0;
    for (let dy = -1; dy <= 1; dy++) {
      const at = i + dy * width < 0 || i + dy * width >= step.length ? i : i + dy * width;
      sum += step[at + left] + step[at] + step[at + right];
    }
    soft[n] = Math.max(0, Math.min(1, (6 - sum / 9) / 4));
  }
  return soft;
}

/** How much the light differs from the pixel on the right plus from the pixel below. */
function lightSteps(lab: Float32Array, width: number, height: number): Float32Array {
  const step = new Float32Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    const down = y + 1 < height ? width * 3 : -width * 3;
    for (let x = 0; x < width; x++, i++) {
      const right = x + 1 < width ? 3 : -3;
      step[i] = Math.abs(lab[i * 3 + right] - lab[i * 3]) + Math.abs(lab[i * 3 + down] - lab[i * 3]);
    }
  }
  return step;
}
