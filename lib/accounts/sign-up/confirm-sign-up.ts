import { clock } from "@/lib/core/clock";
import { type Context, db, emailHash, type Prisma, transaction, type Tx } from "@/lib/db";
import { createUser, type CreatedUser } from "../create-user";
import { limitAddress } from "../limit-address";
import { hashToken } from "../password-reset/request-reset";
import { invalidField } from "../require-new-password";
import type { ConfirmSignUp } from "../schema";
import { clearFailures } from "../throttle-sign-in";

export type ConfirmedSignUp = Omit<CreatedUser, "password"> & { accepted: Prisma.JsonValue };

/**
 * Makes the account that a sign-up asked for, by the link of its mail, which opens once and for a day. `alongside` runs
 * in the same transaction. Throws `invalid_request` for a link that is used or old, `too_many_attempts`, and
 * `email_taken` where the account was made meanwhile by another mail's link.
 */
export async function confirmPlannedSignUp(
  ctx: Context,
  { token }: ConfirmSignUp,
  { address, alongside }: { address: string; alongside: (tx: Tx, made: ConfirmedSignUp) => Promise<void> },
): Promise<{ email: string }> {
  limitAddress(address);
  const row = await db().pendingSignUp.findUnique({ where: { tokenHash: hashToken(token) } });
  if (!row || row.expiresAt <= clock.now()) throw spent();
  const { id, email, name, passwordHash, accepted } = row;
  const organizationName = row.organizationName ?? undefined;
  await transaction(ctx, async (tx) => {
    // Of two with one link at once, one removes it.
    if ((await tx.pendingSignUp.deleteMany({ where: { id } })).count === 0) throw spent();
    await createUser({ ...ctx, tx }, { email, name, organizationName, passwordHash }, (inner, made) =>
      alongside(inner, { ...made, accepted }),
    );
    // Whatever else was planned for the address is settled with it.
    await tx.pendingSignUp.deleteMany({ where: { emailHash: emailHash(email) } });
  });
  await clearFailures(`sign-up:${email}`);
  return { email };
}

const spent = () => invalidField("token", "This link was used, or is older than a day. Sign up once more.");
