import type { PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/server";
import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { db, type Prisma } from "@/lib/db";
import { limitAddress } from "../limit-address";
import { toUser, type User } from "../record";
import type { PasskeyProof } from "../schema";
import { keepChallenge, ownSite, takeChallenge, type Asked } from "./challenge";

/**
 * What a browser asks a device for, to sign somebody in: any passkey of this site, so that no address is needed and none is
 * given away. Throws `too_many_attempts` after 20 a minute from one place.
 */
export async function beginPasskeySignIn(address: string): Promise<PublicKeyCredentialRequestOptionsJSON> {
  limitAddress(address);
  const { generateAuthenticationOptions } = await import("@simplewebauthn/server");
  const { rpID } = ownSite();
  const options = await generateAuthenticationOptions({ rpID, userVerification: "required" });
  await keepChallenge(options.challenge, { to: "sign_in" });
  return options;
}

/**
 * The person whose device signed what {@link beginPasskeySignIn} asked, or null: where it is nobody's, the question was answered or is
 * older than five minutes, it was signed for another site or without a look at who holds the device, or the device counts
 * backwards, as a copy of it does. It shows the device and the person at once, so that no code is asked besides.
 */
export async function checkPasskey(proof: PasskeyProof): Promise<User | null> {
  const row = await takePasskey(proof, { to: "sign_in" });
  return row && toUser(row.user);
}

type Found = Prisma.PasskeyGetPayload<{ include: { user: true } }>;

/** The passkey whose device signed what was asked, used once more with it; null as {@link checkPasskey} says. */
export async function takePasskey(proof: PasskeyProof, asked: Asked): Promise<Found | null> {
  const row = await db().passkey.findUnique({
    where: { credentialId: proof.id },
    include: { user: true },
  });
  const newCounter = await verify(proof, row, asked);
  if (!row || newCounter === null || row.user.closedAt) return null;
  const { userHandle } = proof.response;
  if (userHandle && Buffer.from(userHandle, "base64url").toString() !== row.userId) return null;
  const { count } = await db().passkey.updateMany({
    where: { id: row.id, counter: row.counter },
    data: { counter: newCounter, lastUsedAt: clock.now() },
  });
  return count === 1 ? row : null;
}

/** What the device has counted to, or null where its word is not good. The question is used up either way. */
async function verify(
  proof: PasskeyProof,
  row: Prisma.PasskeyModel | null,
  asked: Asked,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  const { rpID, origin } = ownSite();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: proof,
      expectedChallenge: (challenge) => takeChallenge(challenge, asked),
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      credential: {
        id: proof.id,
        publicKey: new Uint8Array(row?.publicKey ?? new Uint8Array(0)),
        counter: Number(row?.counter ?? 0),
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch (error) {
    log.info("passkey refused", { passkey: row?.id, reason: (error as Error).message.slice(0, 100) });
    return null;
  }
}
