import { announceUploadAction } from "@/app/(dashboard)/generate/actions";
import { unwrapAction } from "@/components/shell/unwrap-action";
import type { CreateUpload } from "@/lib/uploads/schema";
import type { PreparedPicture } from "./prepared-picture";
import { SendError } from "./send-error";

export interface Sending {
  /** Bytes that have left, of those there are. */
  onProgress: (sentBytes: number) => void;
  /** By the operator's UploadThing rather than straight to this portal. */
  outside: boolean;
}

/**
 * Sends a picture ahead and gives the upload's id; one and the same picture is sent once. Throws `ActionError`, or
 * `SendError` where the line broke or the portal refused the bytes.
 */
export async function sendPicture(picture: PreparedPicture, sending: Sending): Promise<string> {
  const known = sent.get(picture.blob);
  if (known) return known;
  const { blob, name } = picture;
  const upload = await unwrapAction(
    announceUploadAction({
      content_type: blob.type as CreateUpload["content_type"],
      bytes: blob.size,
      filename: name.slice(0, 255),
    }),
  );
  if (sending.outside) {
    const { sendThroughUploadThing } = await import("./send-through-uploadthing");
    await sendThroughUploadThing(upload.id, blob, name, sending.onProgress);
  } else await put(upload.put.url, upload.put.headers, blob, sending.onProgress);
  sent.set(blob, upload.id);
  return upload.id;
}

const sent = new WeakMap<Blob, string>();

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
