import type { PictureEdit, PictureMask, PictureReply, PictureRequest } from "./picture-messages";

/** Decodes, turns, crops, reduces and masks pictures off the page's thread. What it writes holds pixels alone. */
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<PictureRequest>) => void) | null;
  postMessage: (reply: PictureReply) => void;
};

scope.onmessage = ({ data }) => {
  prepare(data).catch(() =>
    scope.postMessage({
      kind: "failed",
      turn: data.turn,
      message: "This is no picture that can be read here. Save it as PNG, JPEG or WebP and try again.",
    }),
  );
};

/** The server keeps no more, so no more is sent. */
const LONGEST_SIDE = 2048;
/** Above it a drawing is a photograph, and goes as JPEG. */
const LARGEST_PNG_BYTES = 5 * 1024 * 1024;
/** Of a photograph that is opened again for another crop. */
let last: { source: Blob; bitmap: ImageBitmap } | undefined;

async function prepare({ turn, source, edit, mask, lossless }: PictureRequest): Promise<void> {
  const bitmap = await open(source);
  const canvas = draw(bitmap, edit);
  if (mask) cutOut(canvas, mask);
  const blob = lossless
    ? await canvas.convertToBlob({ type: "image/png" })
    : await encode(canvas, source.type, mask !== undefined);
  scope.postMessage({ kind: "picture", turn, blob, width: canvas.width, height: canvas.height });
}

async function open(source: Blob): Promise<ImageBitmap> {
  if (last?.source === source) return last.bitmap;
  last?.bitmap.close();
  last = undefined;
  const bitmap = await createImageBitmap(source, { imageOrientation: "from-image" });
  last = { source, bitmap };
  return bitmap;
}

function draw(
  bitmap: ImageBitmap,
  { turns, crop: [left, top, right, bottom] }: PictureEdit,
): OffscreenCanvas {
  const sideways = turns % 2 === 1;
  const [turnedWidth, turnedHeight] = sideways
    ? [bitmap.height, bitmap.width]
    : [bitmap.width, bitmap.height];
  const [cropWidth, cropHeight] = [(right - left) * turnedWidth, (bottom - top) * turnedHeight];
  const scale = Math.min(1, LONGEST_SIDE / Math.max(cropWidth, cropHeight));
  const width = Math.max(1, Math.round(cropWidth * scale));
  const height = Math.max(1, Math.round(cropHeight * scale));
  const canvas = new OffscreenCanvas(width, height);
  const context = contextOf(canvas);
  context.imageSmoothingQuality = "high";
  context.scale(width / cropWidth, height / cropHeight);
  context.translate(-left * turnedWidth, -top * turnedHeight);
  context.translate(turnedWidth / 2, turnedHeight / 2);
  context.rotate((turns * Math.PI) / 2);
  context.drawImage(bitmap, -bitmap.width / 2, -bitmap.height / 2);
  return canvas;
}

/** The mask at its own size is stretched over the picture: its edge stays soft. */
function cutOut(canvas: OffscreenCanvas, { width, height, alpha }: PictureMask): void {
  const pixels = new ImageData(width, height);
  for (let n = 0; n < alpha.length; n++) pixels.data[4 * n + 3] = alpha[n];
  const stencil = new OffscreenCanvas(width, height);
  contextOf(stencil).putImageData(pixels, 0, 0);
  const context = contextOf(canvas);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = "destination-in";
  context.drawImage(stencil, 0, 0, canvas.width, canvas.height);
}

async function encode(canvas: OffscreenCanvas, type: string, cut: boolean): Promise<Blob> {
  if (type !== "image/jpeg" || cut) {
    const png = await canvas.convertToBlob({ type: "image/png" });
    if (cut || png.size <= LARGEST_PNG_BYTES || hasTransparency(canvas)) return png;
  }
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.95 });
}

function hasTransparency(canvas: OffscreenCanvas): boolean {
  const { data } = contextOf(canvas).getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 3; at < data.length; at += 4) if (data[at] < 255) return true;
  return false;
}

function contextOf(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("no canvas");
  return context;
}
