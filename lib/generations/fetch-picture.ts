import { AppError } from "@/lib/core/errors";
import { fetchOutside, OutsideFailure } from "@/lib/core/fetch-outside";

const LIMITS = { timeoutMs: 10_000, maxBytes: 20 * 1024 * 1024, maxRedirects: 3 };

/**
 * The picture at an address that a caller names. Throws `address_refused` for what leads into a private network, and
 * `image_not_fetched` where nothing, too much, or no success came back.
 */
export async function fetchPicture(address: string): Promise<Uint8Array> {
  const { status, bytes } = await fetchOutside(address, LIMITS).catch((error: unknown) => {
    if (!(error instanceof OutsideFailure)) throw error;
    if (error.kind === "refused")
      throw refusal("address_refused", `Nothing is fetched from this address. ${error.message}`, error);
    throw refusal("image_not_fetched", `The picture could not be fetched. ${error.message}`, error);
  });
  if (status < 200 || status > 299)
    throw refusal("image_not_fetched", `The picture could not be fetched: its server answered ${status}.`);
  return new Uint8Array(bytes);
}

const refusal = (code: "address_refused" | "image_not_fetched", message: string, cause?: unknown): AppError =>
  new AppError(code, message, { param: "image_url", cause });
