import type { PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/server";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { db, Prisma, recordAudit, transaction, type Context } from "@/lib/db";
import { emailPerson } from "../email-person";
import { forgetSession } from "../find-session";
import { invalidField } from "../require-new-password";
import type { AddPasskey } from "../schema";
import { requireOwnPasskey } from "../second-factor/require-own-passkey";
import { keepChallenge, ownSite, takeChallenge } from "./challenge";

const MOST = 10;

/** What the acting person's browser asks a device for. Throws `forbidden` for a key, and `conflict` beyond ten. */
export async function beginPasskey(ctx: Context): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { actor } = ctx;
  await requireOwnPasskey(ctx);
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to do this.");
  const { userId } = actor;
  const { email, name, passkeys } = await db().user.findUniqueOrThrow({
    where: { id: userId },
    include: { passkeys: true },
  });
  if (passkeys.length >= MOST) throw tooMany();
  const { generateRegistrationOptions } = await import("@simplewebauthn/server");
  const options = await generateRegistrationOptions({
    rpName: "PrintPal",
    rpID: ownSite().rpID,
    userName: email,
    userDisplayName: name,
    userID: new Uint8Array(Buffer.from(userId)),
    // Who made the device is nobody's business.
    attestationType: "none",
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: passkeys.map(({ credentialId: id }) => ({ id })),
  });
  await keepChallenge(options.challenge, { to: "register", userId });
  return options;
}

/**
 * Keeps the passkey that the device made for {@link beginPasskey}: from then on it signs its person in. Throws
 * `invalid_request` for an answer to another question, to an older one or from another site, and `conflict` beyond ten or for a device
 * that is known.
 */
export async function addPasskey(ctx: Context, { name, response }: AddPasskey): Promise<{ id: string }> {
  const { actor } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to do this.");
  const { userId } = actor;
  const { rpID, origin } = ownSite();
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  const { registrationInfo } = await verifyRegistrationResponse({
    response: response as Parameters<typeof verifyRegistrationResponse>[0]["response"],
    expectedChallenge: (challenge) => takeChallenge(challenge, { to: "register", userId }),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch(() => ({ registrationInfo: undefined }));
  if (!registrationInfo)
    throw invalidField("response", "The device's answer does not fit, or came too late. Start once more.");
  const { id: credentialId, publicKey, counter } = registrationInfo.credential;
  const id = newId("passkey");
  await transaction(ctx, async (tx) => {
    // Two at once are counted one after the other.
    await tx.$queryRaw(Prisma.sql`SELECT id FROM users WHERE id = ${userId} FOR NO KEY UPDATE`);
    if ((await tx.passkey.count({ where: { userId } })) >= MOST) throw tooMany();
    if ((await tx.passkey.count({ where: { credentialId } })) > 0)
      throw new AppError("conflict", "This device has a passkey of ours already.");
    await tx.passkey.create({
      data: {
        ...{ id, userId, credentialId, name, publicKey: new Uint8Array(publicKey), counter },
        transports: response.response.transports ?? [],
        createdAt: clock.now(),
      },
    });
    await recordAudit(tx, ctx, { action: "passkey.add", subjectId: id });
    await emailPerson(tx, userId, { about: "passkey", done: "added" });
    // Its device was unlocked in this very session: that is what a second factor asks for.
    await tx.session.updateMany({ where: { id: actor.sessionId, userId }, data: { byPasskey: true } });
  });
  forgetSession(actor.sessionId);
  return { id };
}

const tooMany = (): AppError =>
  new AppError("conflict", `An account may have ${MOST} passkeys. Remove one that you no longer use first.`);
