import type { PictureReply, PictureRequest } from "./picture-messages";

type Drawn = Extract<PictureReply, { kind: "picture" }>;

/** Has a picture drawn in a worker, so that one of 20 MB never stops the page. Throws where the browser cannot read it. */
export async function drawPicture(request: Omit<PictureRequest, "turn">): Promise<Drawn> {
  const reply = await ask({ ...request, turn: ++turn });
  if (reply.kind === "failed") throw new Error(reply.message);
  return reply;
}

let turn = 0;
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
