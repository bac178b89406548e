import { AppError } from "@/lib/core/errors";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { forgetSession } from "./find-session";
import { toUser, type User } from "./record";
import type { UpdateProfile } from "./schema";

/** Changes how the acting person is addressed. Throws `forbidden` for a key: it is nobody. */
export async function updateProfile(ctx: Context, { name }: UpdateProfile): Promise<User> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to change your profile.");
  const row = await transaction(ctx, async (tx) => {
    await recordAudit(tx, ctx, { action: "user.update", subjectId: actor.userId });
    return tx.user.update({ where: { id: actor.userId }, data: { name } });
  });
  forgetSession(actor.sessionId);
  return toUser(row);
}
