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
  /** Gives it up; the promise rejects with the signal's reason. */
  signal: AbortSignal;
  /** By the operator's UploadThing rather than straight to this portal. */
  outside: boolean;
}

/**
 * Sends a picture or a map ahead and gives the upload's id; one and the same is sent once. Throws `ActionError`, or
 * `SendError` where the line broke or the portal refused the bytes.
 */
export async function sendPicture({ blob: chosen, name, kind }: Sendable, sending: Sending): Promise<string> {
  const ids = sent.get(chosen) ?? {};
  sent.set(chosen, ids);
  const known = ids[kind];
  if (known) return known;
  // The portal takes metadata off by itself; nobody else gets any to begin with.
  const blob = sending.outside ? await (await import("./without-metadata")).withoutMetadata(chosen) : chosen;
  const upload = await unwrapAction(
    announceUploadAction({
      content_type: blob.type as CreateUpload["content_type"],
      bytes: blob.size,
      ...(kind === "picture" ? {} : { kind }),
      filename: name.slice(0, 255),
    }),
  );
  sending.signal.throwIfAborted();
  if (sending.outside) {
    const { sendThroughUploadThing } = await import("./send-through-uploadthing");
    await sendThroughUploadThing(upload.id, blob, sending);
  } else await put(upload.put, blob, sending);
  ids[kind] = upload.id;
  return upload.id;
}

/** A picture may be its own map: one blob, sent as each. */
const sent = new WeakMap<Blob, Partial<Record<UploadKind, string>>>();

/** By XMLHttpRequest: fetch tells nobody how far a body has gone. */
function put(
  { url, headers }: { url: string; headers: Record<string, string> },
  blob: Blob,
  { onProgress, signal }: Sending,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("PUT", url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    signal.addEventListener("abort", () => {
      request.abort();
      reject(signal.reason as Error);
    });
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
