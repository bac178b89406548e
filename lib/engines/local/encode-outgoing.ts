import sharp from "sharp";

/** What models of this kind look at; a larger picture would say no more and show more of whoever is on it. */
const LONGEST_SIDE = 1024;

/** A prepared picture as it leaves: its pixels alone, written anew as PNG, without name, date, place or profile. */
export async function encodeOutgoing(prepared: Uint8Array): Promise<Uint8Array> {
  const { data, info } = await sharp(prepared, { failOn: "error", limitInputPixels: 40_000_000 })
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .raw({ depth: "uchar" })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return new Uint8Array(await sharp(data, { raw: { width, height, channels } }).png().toBuffer());
}
