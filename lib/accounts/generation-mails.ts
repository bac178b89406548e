import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { setMailPreference } from "@/lib/email";
import { findUser } from "./find-user";
import type { SetGenerationMails } from "./schema";

/** Between two mails of a person's on generations. */
const GAP_MS = 10 * 60_000;

/** What a person has chosen; whether their address stopped these mails by a link is known where mails are sent. */
export async function getGenerationMails(userId: string): Promise<SetGenerationMails> {
  const row = await db().user.findUniqueOrThrow({ where: { id: userId } });
  return { when: row.generationMails as SetGenerationMails["when"], keys: row.generationMailsKeys };
}

/** Chooses for the acting person. Who asks for mails gets them again where a link had stopped them. */
export async function setGenerationMails(ctx: Context, { when, keys }: SetGenerationMails): Promise<void> {
  const { actor } = ctx;
  const user = actor.kind === "user" ? await findUser(actor.userId) : null;
  if (!user) throw new AppError("forbidden", "Sign in to change what you are mailed.");
  await transaction(ctx, async (tx) => {
    await recordAudit(tx, ctx, { action: "user.update", subjectId: user.id });
    const data = { generationMails: when, generationMailsKeys: keys };
    await tx.user.update({ where: { id: user.id }, data });
  });
  if (when !== "never") await setMailPreference(user, { topic: "generations", wanted: true }, "settings");
}

/** When a person may be mailed of a generation that ends now; null where they are not. */
export async function findGenerationMailTime(
  tx: Tx,
  wish: { userId: string; organizationId: string; outcome: "completed" | "failed"; byKey: boolean },
): Promise<Date | null> {
  const user = await tx.user.findFirst({
    where: {
      ...{ id: wish.userId, closedAt: null, frozenAt: null, restrictedAt: null },
      generationMails: { in: wish.outcome === "failed" ? ["failed", "always"] : ["always"] },
      generationMailsKeys: wish.byKey || undefined,
      memberships: { some: { organizationId: wish.organizationId } },
    },
    select: { generationMailedAt: true },
  });
  return user && nextTime(user.generationMailedAt);
}

/**
 * Takes the turn of a mail: true where it is now, null where the person wants none any more, and otherwise the moment to
 * come again, since another one has just been written.
 */
export async function takeGenerationMail(tx: Tx, userId: string): Promise<true | Date | null> {
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR UPDATE`;
  const user = await tx.user.findUnique({ where: { id: userId } });
  if (!user || user.generationMails === "never" || user.closedAt || user.frozenAt) return null;
  const time = nextTime(user.generationMailedAt);
  if (time > clock.now()) return time;
  await tx.user.update({ where: { id: userId }, data: { generationMailedAt: clock.now() } });
  return true;
}

function nextTime(mailedAt: Date | null): Date {
  const now = clock.now();
  const next = mailedAt ? new Date(mailedAt.getTime() + GAP_MS) : now;
  return next > now ? next : now;
}
