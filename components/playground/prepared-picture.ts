import type { PictureEdit, PictureReply, PictureRequest, PictureMask } from "./picture-messages";

/** A picture as it will be sent: upright, cropped, without the camera's notes, no larger than an engine reads. */
export interface PreparedPicture {
  /** Changes whenever its bytes do. */
  key: number;
  name: string;
  blob: Blob;
  bytes: Uint8Array;
  width: number;
  height: number;
  edit: PictureEdit;
  /** What was kept by hand of this very crop; absent while the engine decides. */
  mask?: PictureMask;
  /** The same with its background, for the brush. */
  plain: Blob;
  /** As it came, for another crop. */
  source: Blob;
}

export const untouched: PictureEdit = { turns: 0, crop: [0, 0, 1, 1] };

/** Prepares a picture in a worker, so that one of 20 MB never stops the page. Throws where the browser cannot read it. */
export async function preparePicture(
  source: Blob,
  name: string,
  edit: PictureEdit = untouched,
  { mask, plain }: { mask?: PictureMask; plain?: Blob } = {},
): Promise<PreparedPicture> {
  const reply = await ask({ turn: ++turn, source, edit, mask });
  if (reply.kind === "failed") throw new Error(reply.message);
  const { blob, width, height } = reply;
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const kept = mask ? { mask, plain: plain ?? blob } : { plain: blob };
  return { key: ++lastKey, name, blob, bytes, width, height, edit, source, ...kept };
}

let turn = 0;
let lastKey = 0;
let worker: Worker | undefined;
const waiting = new Map<number, (reply: PictureReply) => void>();

function ask(request: PictureRequest): Promise<PictureReply> {
  return new Promise((resolve) => {
    waiting.set(request.turn, resolve);
    worker ??= open();
    worker.postMessage(request);
  });
}

function open(): Worker {
  const opened = new Worker(new URL("./picture-worker.ts", import.meta.url), { type: "module" });
  opened.onmessage = ({ data }: MessageEvent<PictureReply>) => {
    waiting.get(data.turn)?.(data);
    waiting.delete(data.turn);
  };
  opened.onerror = () => {
    worker = undefined;
    for (const [number, resolve] of waiting) resolve({ kind: "failed", turn: number, message: UNREADABLE });
    waiting.clear();
  };
  return opened;
}

const UNREADABLE = "This browser cannot read the picture. Save it as PNG or JPEG and try again.";
