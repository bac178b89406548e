import { requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { transaction, type Context } from "@/lib/db";
import type { AnnounceRecipient } from "../processor-change-schema";
import { describeRecipient } from "../recipients";
import { judge, lockRecipients } from "./admit-recipients";
import { announceDraft, draftProcessorChange, earliestFrom } from "./announce-change";

/**
 * Announces now whom a setting is to name from the thirtieth day on: a server of mail, a bucket's keeper, UploadThing or
 * Stripe. A draft that lies ready for it is the one that is announced. Throws `invalid_request` for a name that no setting
 * leads to and where the ground of the transfer is missing, `conflict` where it may be used already or is announced.
 */
export async function announceRecipient(
  ctx: Context,
  { name, country, transfer_mechanism }: AnnounceRecipient,
): Promise<{ id: string; effective_at: string }> {
  requireStaff(ctx, ["privacy"]);
  const entry = describeRecipient(name, country ? { country, transfer_mechanism } : undefined);
  if (!entry)
    throw new AppError(
      "invalid_request",
      "Name it as the register will: mail:HOST and storage:HOST in small letters, uploadthing or stripe.",
      { param: "name" },
    );
  return transaction(ctx, async (tx) => {
    await lockRecipients(tx);
    const [refused] = await judge(tx, [{ name }]);
    if (!refused) throw new AppError("conflict", `${name} may be used already: customers know of it.`);
    if (refused.why === "announced")
      throw new AppError(
        "conflict",
        `${name} is announced already: it may be used from ${refused.at!.toISOString()} on.`,
      );
    const now = clock.now();
    const draft = await tx.processorChange.findFirst({
      where: { processor: name, kind: "added", announcedAt: null, withdrawnAt: null },
      orderBy: { createdAt: "desc" },
    });
    const summary = `${name} is to be used from that day on. ${entry.purpose}.`;
    const { id } = draft ?? (await draftProcessorChange({ ...ctx, tx }, { kind: "added", summary, entry }));
    const effectiveAt = earliestFrom(now);
    await announceDraft(tx, ctx, { id, now, effectiveAt });
    return { id, effective_at: effectiveAt.toISOString() };
  });
}
