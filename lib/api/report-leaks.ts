import { AppError } from "@/lib/core/errors";
import { env } from "@/lib/core/env";
import { revokeLeakedKey, type Find, type LeakReceipt, type LeakReport } from "@/lib/keys";
import { recordEvent } from "@/lib/webhooks";
import type { Call } from "./call";
import { clientAddress } from "./client-address";
import { countReport } from "./rate-limit";
import { isSignedFind } from "./verify-finder";

/**
 * Ends the keys of ours in a report and tells their owners. Whoever holds a key may report it, because they could do worse
 * with it; a list in the form of GitHub's secret scanning must bear its signature where its public keys are configured.
 * The answer is the same whatever was found. Throws `invalid_signature`, `too_many_attempts`.
 */
export async function reportLeaks(call: Call<LeakReport, unknown, unknown>): Promise<LeakReceipt> {
  const { ctx, body, raw, request } = call;
  await countReport(clientAddress(request.headers));
  if (Array.isArray(body)) requireSignature(request.headers, raw ?? new Uint8Array());
  const finds = Array.isArray(body) ? body.map(toFind) : [{ secret: body.key, source: null, url: null }];
  for (const find of finds) {
    const { source, url } = find;
    await revokeLeakedKey(find, ctx.requestId, (tx, owner, key) =>
      recordEvent(tx, owner, {
        type: "key.leaked",
        subjectId: key.id,
        data: { name: key.name, masked: key.masked, revoked: key.revoked_at !== null, source, url },
      }),
    );
  }
  return { object: "leak_report", received: finds.length };
}

function requireSignature(headers: Headers, raw: Uint8Array): void {
  const { secretScanningKeys } = env();
  if (secretScanningKeys.length === 0 || isSignedFind(secretScanningKeys, headers, raw)) return;
  throw new AppError(
    "invalid_signature",
    'The list does not bear the signature of GitHub\'s secret scanning. Send one key as {"key": …} instead.',
  );
}

/** An address goes on to the owner only where it is one: the rest is anybody's text. */
function toFind({ token, source, url }: Extract<LeakReport, unknown[]>[number]): Find {
  const parsed = url ? URL.parse(url) : null;
  const address = parsed && /^https?:$/.test(parsed.protocol) ? parsed.href.slice(0, 500) : null;
  const known = source !== undefined && /^[\w -]{1,50}$/.test(source) ? source : null;
  return { secret: token, source: known, url: address };
}
