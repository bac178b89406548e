import { AppError } from "@/lib/core/errors";
import type { Call } from "./call";

/** The one file of a field, or the upload that was named instead. Throws `invalid_request` where both came. */
export function fileOrUpload(
  { files }: Pick<Call<unknown, unknown, unknown>, "files">,
  field: string,
  { param, uploadId }: { param: string; uploadId: string | undefined },
): Uint8Array | { uploadId: string } | undefined {
  const file = files[field]?.[0];
  if (uploadId === undefined) return file;
  if (!file) return { uploadId };
  const message = `Name an upload in ${param}, or send the file in ${field}, not both.`;
  throw new AppError("invalid_request", message, { param, errors: { [param]: [message] } });
}
