import sharp from "sharp";

/**
 * An opaque photograph of about 1 MB, always the same: a noisy ball before a soft background. Noise makes the file large,
 * the ball keeps the subject findable.
 */
export async function makePhotograph(): Promise<Buffer> {
  const side = 1300;
  const pixels = Buffer.alloc(side * side * 3);
  let state = 1;
  for (let y = 0, at = 0; y < side; y++) {
    for (let x = 0; x < side; x++, at += 3) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      const noise = (state >>> 28) - 8;
      const inside = (x - 650) ** 2 + (y - 650) ** 2 < 420 ** 2;
      const light = inside ? 200 - (x + y) / 16 : 235 - y / 60;
      pixels[at] = light + noise;
      pixels[at + 1] = (inside ? light * 0.6 : light) + noise;
      pixels[at + 2] = (inside ? light * 0.4 : light) - noise;
    }
  }
  return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}
