import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { findSession } from "../find-session";

/**
 * Before ways of getting in are added or removed: where a second factor is demanded and a passkey is the only one that the
 * person has, it must have shown in this session who they are. Otherwise whoever has read the password alone would put a
 * factor of their own in its place. Throws `forbidden`.
 */
export async function requireOwnPasskey({ actor }: Context): Promise<void> {
  if (actor.kind !== "user") return;
  const live = await findSession(actor.sessionId);
  if (!live?.lacksSecondFactor) return;
  if ((await db().passkey.count({ where: { userId: actor.userId } })) === 0) return;
  throw new AppError(
    "forbidden",
    "Use your passkey first: it is your second factor here. Who has lost it asks whoever runs this portal.",
  );
}
