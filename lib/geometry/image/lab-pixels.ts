/**
 * sRGB (interleaved, `channels` a pixel, 0 to 255) to CIE L*a*b* (D65), interleaved in threes. In Lab equal distances
 * look about equally different, which is what every threshold of the segmentation means. Tables replace the two powers.
 */
export function labPixels(pixels: ArrayLike<number>, count: number, channels: number): Float32Array {
  const lab = new Float32Array(count * 3);
  for (let i = 0; i < count; i++) {
    const r = linear(pixels[i * channels]);
    const g = linear(pixels[i * channels + 1]);
    const b = linear(pixels[i * channels + 2]);
    const x = root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    const y = root(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
    const z = root((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
    lab[i * 3] = 116 * y - 16;
    lab[i * 3 + 1] = 500 * (x - y);
    lab[i * 3 + 2] = 200 * (y - z);
  }
  return lab;
}

const linearSteps = 1020;
const linearTable = Float32Array.from({ length: linearSteps + 2 }, (_, i) => {
  const v = i / linearSteps;
  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
});
const linear = (value: number): number => linearTable[(value * (linearSteps / 255) + 0.5) | 0];

/** So fine that the nearest entry is within .05 of the true lightness, in the darkest tones too. */
const rootSteps = 32768;
const rootTable = Float32Array.from({ length: rootSteps + 2 }, (_, i) => {
  const t = i / rootSteps;
  return t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116;
});

const root = (t: number): number => rootTable[t <= 0 ? 0 : t >= 1 ? rootSteps : (t * rootSteps + 0.5) | 0];
