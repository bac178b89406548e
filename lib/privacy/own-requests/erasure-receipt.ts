import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db } from "@/lib/db";
import { canonicalJson } from "../canonical-json";
import type { ErasureReceipt, RequestStep, SignedErasureReceipt } from "../privacy-request-schema";
import { signReceipt } from "../receipt-key";
import type { Conductor } from "./conductor";

/** What was erased and what is kept, and why and how long: ids and counts, nothing of the person. */
export function writeReceipt(
  requestId: string,
  steps: readonly RequestStep[],
  { rooms, keptFor }: Conductor,
): ErasureReceipt {
  const kept = rooms.flatMap(({ tables }) =>
    tables.flatMap(({ what, subject, erase, retention }) =>
      erase.does === "keep" && subject !== "nobody"
        ? [{ what, why: erase.why, until: keptFor(retention) }]
        : [],
    ),
  );
  const waiting = steps
    .filter(({ state }) => state !== "done")
    .map(({ name, note }) => ({
      what: `Data of the part ${name}`,
      why: note ?? "Not done yet",
      until: "Tried again",
    }));
  return {
    request_id: requestId,
    erased_at: clock.now().toISOString(),
    erased: steps.flatMap(({ name, items = 0, state }) =>
      state === "done" || items > 0 ? [{ what: name, items }] : [],
    ),
    kept: [...waiting, ...kept],
  };
}

/**
 * The receipt behind a signed address, signed with the installation's key; the address's signature has been verified.
 * Throws `gone` where it is no longer kept, `not_found` where the erasure has not come so far.
 */
export async function openErasureReceipt(id: string): Promise<SignedErasureReceipt> {
  const row = await db().privacyRequest.findUnique({ where: { id } });
  if (!row) throw new AppError("gone", "The receipt was kept for two years and is no longer here.");
  if (!row.receipt) throw new AppError("not_found", "The erasure has not begun yet. Come back later.");
  const receipt = row.receipt as unknown as ErasureReceipt;
  const { keyId, value } = await signReceipt(canonicalJson(receipt));
  return {
    object: "erasure_receipt",
    status: row.status === "completed" ? "completed" : "partial",
    receipt,
    signature: { algorithm: "ed25519", key_id: keyId, value },
  };
}
