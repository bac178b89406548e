import { emailPerson, findOwnOrganizations, forgetSessions, markClosed, stepUp } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { stopGenerations } from "@/lib/generations";
import { revokeAllKeys } from "@/lib/keys";
import { closedUntil } from "../closed-accounts";
import type { CloseAccount } from "../privacy-request-schema";

/**
 * Ends the acting person's account and the organizations that are theirs alone: nobody signs in any more, its keys have
 * ended, and two years later all of it is erased. Not an erasure: until then it can be asked for. Returns when that will
 * be. Throws `invalid_request` for a wrong password, `forbidden` for a key.
 */
export async function closeAccount(ctx: Context, proof: CloseAccount): Promise<{ erased_at: string }> {
  const { userId } = await stepUp(ctx, proof);
  const erasedAt = closedUntil(clock.now()).toISOString();
  const { ended, holder } = await transaction(ctx, async (tx) => {
    const holder = { userId, organizationIds: await findOwnOrganizations(userId, tx) };
    await recordAudit(tx, ctx, { action: "account.close", subjectId: userId });
    await revokeAllKeys(tx, holder.organizationIds);
    await emailPerson(tx, userId, { about: "account_closed", erasedAt });
    return { holder, ended: await markClosed(tx, holder) };
  });
  forgetSessions(ended);
  await stopGenerations(holder, "Generation cancelled: the account was closed");
  return { erased_at: erasedAt };
}
