import { isAppError } from "@/lib/core/errors";
import { drawStill, findSubject, makePreview } from "@/lib/engines/browser";
import type { PreviewReply, PreviewRequest, Still } from "./preview-messages";

/** The engines in a thread of the page: nothing leaves the browser. One request after the other, errors as data. */
const pictures = new Map<number, Uint8Array>();
const scope = self as unknown as {
  onmessage: ((event: MessageEvent<PreviewRequest>) => void) | null;
  postMessage: (reply: PreviewReply, moved: Transferable[]) => void;
};

scope.onmessage = ({ data }) => {
  if (data.kind === "picture") pictures.set(data.picture, data.bytes);
  else if (data.kind === "forget") pictures.delete(data.picture);
  else
    answer(data).catch((error: unknown) => {
      const known = isAppError(error);
      const message = known
        ? error.message
        : "The preview could not be drawn here; the server may still make it.";
      scope.postMessage(
        { kind: "refusal", turn: data.turn, code: known ? error.code : "engine_failed", message },
        [],
      );
    });
};

type Question = Exclude<PreviewRequest, { kind: "picture" | "forget" }>;

async function answer(request: Question): Promise<void> {
  const { turn } = request;
  if (request.kind === "subject") {
    const subject = await findSubject(pictureOf(request.picture), request.resolution);
    return scope.postMessage({ kind: "subject", turn, subject }, [subject.alpha.buffer]);
  }
  const started = performance.now();
  const [image, ...views] = request.pictures.map(pictureOf);
  const { map } = request;
  const told = map && { [map.kind === "depth_map" ? "depthMap" : "normalMap"]: pictureOf(map.picture) };
  const model = await makePreview({ ...request.job, image, views, ...told }, request.pass);
  const still = request.stillSide ? (drawStill(model, request.stillSide) as Still) : undefined;
  const arrays = [model.positions, model.normals, model.indices, model.colors, still?.data];
  const moved = [...new Set(arrays.flatMap((array) => (array ? [array.buffer as ArrayBuffer] : [])))];
  scope.postMessage({ kind: "model", turn, model, still, tookMs: performance.now() - started }, moved);
}

function pictureOf(number: number): Uint8Array {
  const bytes = pictures.get(number);
  if (!bytes) throw new Error(`No picture ${number} was sent.`);
  return bytes;
}
