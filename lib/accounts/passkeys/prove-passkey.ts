import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, type Context } from "@/lib/db";
import { forgetSession } from "../find-session";
import { invalidField } from "../require-new-password";
import type { PasskeyProof } from "../schema";
import { keepChallenge, ownSite } from "./challenge";
import { takePasskey } from "./check-passkey";

/** What the acting person's browser asks one of their own devices for, to show once more who it is; null where they have none. */
export async function beginPasskeyProof({ actor }: Context): Promise<{
  options: PublicKeyCredentialRequestOptionsJSON | null;
}> {
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to do this.");
  const { userId } = actor;
  const passkeys = await db().passkey.findMany({ where: { userId }, select: { credentialId: true } });
  if (passkeys.length === 0) return { options: null };
  const { generateAuthenticationOptions } = await import("@simplewebauthn/server");
  const options = await generateAuthenticationOptions({
    rpID: ownSite().rpID,
    userVerification: "required",
    allowCredentials: passkeys.map(({ credentialId: id }) => ({ id })),
  });
  await keepChallenge(options.challenge, { to: "prove", userId });
  return { options };
}

/**
 * Takes what their device signed as the word of the acting person, in place of password and code, for ten minutes of this
 * session. Throws `invalid_request` where it does not do, as of another's device, of one that did not look who holds it, of
 * an older question, or twice.
 */
export async function provePasskey(ctx: Context, proof: PasskeyProof): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to do this.");
  const { userId, sessionId: id } = actor;
  const row = await takePasskey(proof, { to: "prove", userId });
  if (row?.userId !== userId)
    throw invalidField("passkey", "That was no passkey of yours, or it came too late. Try once more.");
  const now = clock.now();
  await db().session.updateMany({
    where: { id, userId, revokedAt: null },
    data: { provedAt: now, passkeyProvedAt: now, byPasskey: true },
  });
  forgetSession(id);
}
