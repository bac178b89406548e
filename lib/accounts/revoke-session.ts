import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { forgetSession } from "./find-session";

/**
 * Ends one of the person's own sessions: at once here, within three seconds in other processes. Ending it twice is
 * fine. Throws `not_found` for anybody else's and `forbidden` for a key.
 */
export async function revokeSession(ctx: Context, sessionId: string): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to end sessions.");
  await transaction(ctx, async (tx) => {
    const session = await tx.session.findFirst({ where: { id: sessionId, userId: actor.userId } });
    if (!session) throw new AppError("not_found", "There is no such session.");
    if (session.revokedAt) return;
    await tx.session.update({ where: { id: sessionId }, data: { revokedAt: clock.now() } });
    await recordAudit(tx, ctx, { action: "session.revoke", subjectId: sessionId });
  });
  forgetSession(sessionId);
}
