import { genUploader } from "uploadthing/client";
import type { UploadThingRouter } from "@/lib/api/uploadthing";
import { SendError } from "./send-error";

const { uploadFiles } = genUploader<UploadThingRouter>({
  url: "/api/uploadthing",
  package: "@uploadthing/react",
});

/** Sends the bytes of an announced upload through the operator's UploadThing. Throws `SendError`. */
export async function sendThroughUploadThing(
  uploadId: string,
  blob: Blob,
  name: string,
  onProgress: (sentBytes: number) => void,
): Promise<void> {
  const file = new File([blob], name, { type: blob.type });
  const sent = await uploadFiles("picture", {
    files: [file],
    input: { uploadId },
    // The form around it has bytes of its own.
    onUploadProgress: ({ loaded }) => onProgress(Math.min(loaded, blob.size)),
  }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : "the connection broke";
    throw new SendError(`The picture could not be sent: ${reason}. Nothing was charged; try again.`);
  });
  const problem = sent[0]?.serverData.problem;
  if (problem) throw new SendError(problem);
}
