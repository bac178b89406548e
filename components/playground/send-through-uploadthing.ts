import { genUploader } from "uploadthing/client";
import type { UploadThingRouter } from "@/lib/api/uploadthing";
import type { Sending } from "./send-picture";
import { SendError } from "./send-error";

const { uploadFiles } = genUploader<UploadThingRouter>({
  url: "/api/uploadthing",
  package: "@uploadthing/react",
});

/** Sends the bytes of an announced upload through the operator's UploadThing. Throws `SendError`. */
export async function sendThroughUploadThing(
  uploadId: string,
  blob: Blob,
  { onProgress, signal }: Sending,
): Promise<void> {
  // What the file is called on somebody's disk is nobody's business there.
  const file = new File([blob], "picture", { type: blob.type });
  const sent = await uploadFiles("picture", {
    files: [file],
    input: { uploadId },
    signal,
    // The form around it has bytes of its own.
    onUploadProgress: ({ loaded }) => onProgress(Math.min(loaded, blob.size)),
  }).catch((error: unknown) => {
    signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : "the connection broke";
    throw new SendError(`The picture could not be sent: ${reason}. Nothing was charged; try again.`);
  });
  const problem = sent[0]?.serverData.problem;
  if (problem) throw new SendError(problem);
}
