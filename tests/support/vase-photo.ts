import sharp from "sharp";

/** A drawn vase on a soft grey background as a JPEG, with a camera's metadata: the plainest picture that works. */
export async function vasePhoto(sizePixels = 512): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="${sizePixels}" height="${sizePixels}">
    <defs>
      <linearGradient id="wall" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#e9ebee"/><stop offset="1" stop-color="#cfd3d8"/></linearGradient>
      <linearGradient id="clay" x1="0" y1="0" x2="1" y2="0"><stop offset="0" stop-color="#8c3b1c"/><stop offset=".35" stop-color="#d97742"/><stop offset="1" stop-color="#6f2c13"/></linearGradient>
    </defs>
    <rect width="100" height="100" fill="url(#wall)"/>
    <path d="M40 12 H60 C58 24 56 28 62 38 C74 54 70 76 58 90 H42 C30 76 26 54 38 38 C44 28 42 24 40 12 Z" fill="url(#clay)"/>
  </svg>`;
  return sharp(Buffer.from(svg))
    .jpeg({ quality: 90 })
    .withExif({ IFD0: { Artist: "Somebody" }, IFD3: { GPSLatitude: "48/1 8/1 0/1" } })
    .toBuffer();
}
