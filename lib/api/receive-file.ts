import { AppError } from "@/lib/core/errors";
import { verifyLink } from "@/lib/storage";
import { receiveUpload } from "@/lib/uploads";
import type { Upload } from "@/lib/uploads/schema";
import type { Call } from "./call";
import { streamBody } from "./read-body";

/** Takes the bytes that come to the signed address of an upload, as they arrive. Throws `link_expired`, or as `receiveUpload`. */
export async function receiveFile({
  request,
  params,
}: Call<unknown, unknown, { id: string }>): Promise<Upload> {
  verifyLink(request.url);
  const { headers } = request;
  const encoding = headers.get("content-encoding")?.toLowerCase() ?? "identity";
  if (encoding !== "identity")
    throw new AppError("unsupported_media_type", "Send the file's bytes as they are, without an encoding.");
  const contentType = headers.get("content-type") ?? "";
  return receiveUpload(params.id, { contentType, body: (maxBytes) => streamBody(request, maxBytes) });
}
