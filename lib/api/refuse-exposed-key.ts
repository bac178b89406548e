import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { reportExposure } from "@/lib/keys";
import { readCredential } from "./authenticate";

/**
 * Refuses a request that shows its key to others, and warns the key's owner. Throws `key_in_url` where it stands in the
 * address, which logs and histories keep, and `insecure_transport` where it came over plain HTTP to a portal that is
 * served by HTTPS. The address itself is written to no log.
 */
export async function refuseExposedKey(request: Request, url: URL, requestId: string): Promise<void> {
  await refuseKeyInAddress(url, requestId);
  await refusePlainHttp(request.headers, requestId);
}

async function refuseKeyInAddress(url: URL, requestId: string): Promise<void> {
  const named = ["api_key", "apikey", "x-api-key", "access_token"].some((name) => url.searchParams.has(name));
  const address = safeDecode(url.search + url.pathname);
  if (!named && !/pp_(live|test)_/.test(address)) return;
  for (const [secret] of address.matchAll(/pp_(?:live|test)_[0-9A-Za-z]{49}/g))
    await reportExposure(secret, "address", requestId);
  throw new AppError(
    "key_in_url",
    "A key was sent in the address, where logs and histories keep it. Revoke it, make a new one, and send that in a header.",
  );
}

/** A redirect to HTTPS would come too late: the key has travelled in the clear already. */
async function refusePlainHttp(headers: Headers, requestId: string): Promise<void> {
  const arrivedBy = headers.get("x-forwarded-proto")?.split(",")[0].trim().toLowerCase();
  if (arrivedBy !== "http" || !env().publicUrl.startsWith("https:")) return;
  const secret = readCredential(headers);
  if (secret === null) return;
  await reportExposure(secret, "plain_http", requestId);
  throw new AppError(
    "insecure_transport",
    `A key was sent without encryption, where others can read it. Revoke it, make a new one, and call ${env().publicUrl}.`,
  );
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
