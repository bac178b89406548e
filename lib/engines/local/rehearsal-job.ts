import sharp from "sharp";
import type { EngineJob } from "../engine";

/**
 * A small picture job that nobody asked for: run once in a new thread it loads the decoder and the simplifier and has the
 * hot loops compiled, which a first real job would otherwise wait for.
 */
export async function rehearsalJob(): Promise<EngineJob> {
  const image = await sharp(ballPicture(), { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .png()
    .toBuffer();
  return {
    engine: "figure",
    image,
    resolution: 128,
    textured: false,
    sizeMm: 50,
    sizeAxis: "longest",
    maxTriangles: 30_000,
    seed: 1,
    formats: ["stl"],
  };
}

const SIDE = 400;

function ballPicture(): Uint8Array {
  const pixels = new Uint8Array(SIDE * SIDE * 3);
  for (let y = 0, at = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++, at += 3) {
      const inside = (x - 200) ** 2 + (y - 200) ** 2 < 130 ** 2;
      pixels.fill(inside ? 190 - (x + y) / 8 : 240, at, at + 3);
      if (inside) pixels[at] = 220;
    }
  return pixels;
}
