import { AppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import { emailPerson } from "../email-person";
import { requireOwnPasskey } from "../second-factor/require-own-passkey";

export interface ListedPasskey {
  id: string;
  name: string;
  created_at: string;
  last_used_at: string | null;
}

/** The acting person's own, the newest first. */
export async function listPasskeys({ actor }: Context): Promise<ListedPasskey[]> {
  if (actor.kind !== "user") return [];
  const rows = await db().passkey.findMany({
    where: { userId: actor.userId },
    orderBy: { createdAt: "desc" },
  });
  return rows.map(({ id, name, createdAt, lastUsedAt }) => ({
    id,
    name,
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt?.toISOString() ?? null,
  }));
}

/** Its device signs in no more; sessions that it began go on. Throws `not_found` for another's. */
export async function removePasskey(ctx: Context, { id }: { id: string }): Promise<void> {
  const { actor } = ctx;
  const userId = actor.kind === "user" ? actor.userId : "";
  await requireOwnPasskey(ctx);
  await transaction(ctx, async (tx) => {
    const { count } = await tx.passkey.deleteMany({ where: { id, userId } });
    if (count === 0) throw new AppError("not_found", "There is no such passkey.");
    await recordAudit(tx, ctx, { action: "passkey.remove", subjectId: id });
    await emailPerson(tx, userId, { about: "passkey", done: "removed" });
  });
}
