import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { checkOutside, OutsideFailure } from "@/lib/core/fetch-outside";

/**
 * Refuses an address that nothing would ever be sent to: throws `address_refused` for our own site and for what leads
 * into a private network, and for plain http but into a network that the operator named. A name that cannot be resolved
 * yet is taken: receivers are often set up last.
 */
export async function checkWebhookUrl(address: string, param = "url"): Promise<void> {
  if (new URL(address).host === new URL(env().publicUrl).host)
    throw refused(param, "It is the address of this service itself.");
  const own = await checkOutside(address).catch((error: unknown) => {
    if (!(error instanceof OutsideFailure)) throw error;
    if (error.kind === "refused") throw refused(param, error.message);
    return false;
  });
  if (!own && new URL(address).protocol !== "https:")
    throw refused(param, "It must begin with https://, for events are not sent in the clear.");
}

const refused = (param: string, why: string): AppError =>
  new AppError("address_refused", `Nothing can be sent to this address. ${why}`, { param });
