import sharp from "sharp";

const WIDTH = 1200;
const HEIGHT = 630;
/** Between the model, as high as the card, and its sides. */
const SIDE_WIDTH = (WIDTH - HEIGHT) / 2;

/** A model's thumbnail, its stage drawn out to both sides, with our mark: 1200 × 630, PNG. No words, so no fonts. */
export async function drawShareCard(thumbnail: Uint8Array | null): Promise<Uint8Array> {
  const drawn = thumbnail ? await drawOut(thumbnail) : [];
  const layers = [...drawn, { input: Buffer.from(mark), top: 48, left: 56 }];
  return sharp(Buffer.from(stage)).composite(layers).png().toBuffer();
}

/** The square in the middle; to its sides its ground goes on as it ran, ever more slowly, so that no seam shows. */
async function drawOut(thumbnail: Uint8Array) {
  const model = await sharp(thumbnail)
    .resize(HEIGHT, HEIGHT, { fit: "fill" })
    .removeAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer();
  const square = { width: HEIGHT, height: HEIGHT, channels: 3 } as const;
  const side = { width: SIDE_WIDTH, height: HEIGHT, channels: 3 } as const;
  return [
    { input: goOn(model, 0, 1), raw: side, top: 0, left: 0 },
    { input: model, raw: square, top: 0, left: SIDE_WIDTH },
    { input: goOn(model, HEIGHT - 1, -1), raw: side, top: 0, left: WIDTH - SIDE_WIDTH },
  ];
}

/** How far inside the square its slope is taken from, and how many columns beyond it that slope all but ends. */
const SLOPE_COLUMNS = 24;
const ENDS_AFTER = 90;
/** Rows that are taken together, so that a level more or less in one of them draws no line. */
const ROWS = 30;

/** What lies beyond the outermost column; `inward` is the step from it into the square. */
function goOn(model: Buffer, column: number, inward: 1 | -1): Buffer {
  const out = Buffer.alloc(3 * SIDE_WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    const edge = meanColour(model, column, y);
    const within = meanColour(model, column + inward * SLOPE_COLUMNS, y);
    // One for all channels: each by itself would tint what is grey.
    const slope = (sum(within) - sum(edge)) / 3 / SLOPE_COLUMNS;
    for (let away = 1; away <= SIDE_WIDTH; away++) {
      const fall = slope * ENDS_AFTER * (1 - Math.exp(-away / ENDS_AFTER));
      // From the row's own level to that of its neighbours, within a few columns.
      const own = Math.exp(-away / 12);
      const at = 3 * (y * SIDE_WIDTH + (inward === 1 ? SIDE_WIDTH - away : away - 1));
      for (let channel = 0; channel < 3; channel++) {
        const level = own * model[3 * (y * HEIGHT + column) + channel] + (1 - own) * edge[channel];
        out[at + channel] = Math.max(0, Math.min(255, Math.round(level - fall)));
      }
    }
  }
  return out;
}

/** Of a pixel and those above and below it. */
function meanColour(model: Buffer, x: number, y: number): number[] {
  const [from, to] = [Math.max(0, y - ROWS), Math.min(HEIGHT - 1, y + ROWS)];
  const colour = [0, 0, 0];
  for (let row = from; row <= to; row++)
    for (let channel = 0; channel < 3; channel++)
      colour[channel] += model[3 * (row * HEIGHT + x) + channel] / (to - from + 1);
  return colour;
}

const sum = ([red, green, blue]: number[]): number => red + green + blue;

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
