import { AppError } from "@/lib/core/errors";
import { fetchOutside, OutsideFailure } from "@/lib/core/fetch-outside";
import { receiveUpload } from "./receive-upload";
import type { Upload } from "./schema";

const LIMITS = { timeoutMs: 20_000, maxBytes: 20 * 1024 * 1024, maxRedirects: 2 };

/**
 * Takes the bytes of an announced upload from where a page has put them. Throws `image_not_fetched` where they do not come,
 * and what `receiveUpload` refuses.
 */
export async function collectUpload(
  id: string,
  { address, contentType }: { address: string; contentType: string },
): Promise<Upload> {
  const { status, bytes } = await fetchOutside(address, LIMITS).catch((cause: unknown) => {
    if (!(cause instanceof OutsideFailure)) throw cause;
    throw notFetched(cause.message, cause);
  });
  if (status !== 200) throw notFetched(`Its server answered ${status}.`);
  const body = async function* () {
    yield new Uint8Array(bytes);
  };
  return receiveUpload(id, { contentType, body });
}

const notFetched = (reason: string, cause?: unknown): AppError =>
  new AppError("image_not_fetched", `The picture could not be taken over from where it was sent. ${reason}`, {
    cause,
  });
