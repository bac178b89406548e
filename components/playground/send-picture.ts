import { announceUploadAction } from "@/app/(dashboard)/generate/actions";
import { unwrapAction } from "@/components/shell/unwrap-action";
import type { CreateUpload, UploadKind } from "@/lib/uploads/schema";
import { SendError } from "./send-error";

export interface Sendable {
  blob: Blob;
  name: string;
  kind: UploadKind;
}

export interface Sending {
  /** Bytes that have left, of those there are. */
  onProgress: (sentBytes: number) => void;
  /** By the operator's UploadThing rather than straight to this portal. */
  outside: boolean;
}

/**
 * Sends a picture or a map ahead and gives the upload's id; one and the same is sent once. Throws `ActionError`, or
 * `SendError` where the line broke or the portal refused the bytes.
 */
export async function sendPicture({ blob, name, kind }: Sendable, sending: Sending): Promise<string> {
  const ids = sent.get(blob) ?? {};
  sent.set(blob, ids);
  const known = ids[kind];
  if (known) return known;
  const upload = await unwrapAction(
    announceUploadAction({
      content_type: blob.type as CreateUpload["content_type"],
      bytes: blob.size,
      ...(kind === "picture" ? {} : { kind }),
      filename: name.slice(0, 255),
    }),
  );
  if (sending.outside) {
    const { sendThroughUploadThing } = await import("./send-through-uploadthing");
    await sendThroughUploadThing(upload.id, blob, name, sending.onProgress);
  } else await put(upload.put.url, upload.put.headers, blob, sending.onProgress);
  ids[kind] = upload.id;
  return upload.id;
}

/** A picture may be its own map: one blob, sent as each. */
const sent = new WeakMap<Blob, Partial<Record<UploadKind, string>>>();

/** By XMLHttpRequest: fetch tells nobody how far a body has gone. */
function put(
  url: string,
  headers: Record<string, string>,
  blob: Blob,
  onProgress: (sentBytes: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onerror = () => reject(new SendError(LINE_BROKE));
    request.onload = () => {
      if (request.status === 200) return resolve();
      const problem = request.response as { detail?: string } | null;
      reject(new SendError(problem?.detail ?? `The picture was not taken (${request.status}). Try again.`));
    };
    request.send(blob);
  });
}

const LINE_BROKE = "The picture could not be sent: the connection broke. Nothing was charged; try again.";
