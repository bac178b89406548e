import sharp from "sharp";

const WIDTH = 1200;
const HEIGHT = 630;

/** A model's thumbnail on a stage, with our mark: 1200 × 630, PNG. No words, so no fonts. */
export async function drawShareCard(thumbnail: Uint8Array | null): Promise<Uint8Array> {
  const model = thumbnail && (await sharp(thumbnail).resize(HEIGHT, HEIGHT).png().toBuffer());
  return sharp(Buffer.from(stage))
    .composite([
      ...(model ? [{ input: model, top: 0, left: (WIDTH - HEIGHT) / 2 }] : []),
      { input: Buffer.from(mark), top: 48, left: 56 },
    ])
    .png()
    .toBuffer();
}

const stage = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
  <defs><radialGradient id="stage" cx="50%" cy="12%" r="95%">
    <stop offset="0" stop-color="#faf8f5"/><stop offset="1" stop-color="#dcd8d2"/>
  </radialGradient></defs>
  <rect width="100%" height="100%" fill="url(#stage)"/>
</svg>`;

const mark = `<svg xmlns="http://www.w3.org/2000/svg" width="72" height="72" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="8" fill="#d24a12"/>
  <g fill="none" stroke="#fff" stroke-width="2.1" stroke-linejoin="round" stroke-linecap="round">
    <path d="M16 6.6 24.4 11 16 15.4 7.6 11Z" fill="#fff"/>
    <path d="M24.4 16 16 20.4 7.6 16" opacity=".85"/><path d="M24.4 21 16 25.4 7.6 21" opacity=".6"/>
  </g>
</svg>`;
