import { createHash } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { db } from "@/lib/db";

const OPEN_MS = 5 * 60 * 1000;

/** What a device is asked for, and by whom; of a sign-in nobody is known yet. */
export type Asked = { to: "register" | "prove"; userId: string } | { to: "sign_in" };

/** Keeps a digest of what a device is asked to sign, for five minutes. */
export async function keepChallenge(challenge: string, asked: Asked): Promise<void> {
  const expiresAt = new Date(clock.now().getTime() + OPEN_MS);
  await db().passkeyChallenge.create({ data: { challengeHash: digest(challenge, asked), expiresAt } });
}

/** Whether it was asked, by this one and for this, and was not answered yet: of many that answer at once, one did. */
export async function takeChallenge(challenge: string, asked: Asked): Promise<boolean> {
  const challengeHash = digest(challenge, asked);
  const { count } = await db().passkeyChallenge.deleteMany({
    where: { challengeHash, expiresAt: { gt: clock.now() } },
  });
  return count === 1;
}

const digest = (challenge: string, asked: Asked): string =>
  createHash("sha256")
    .update([asked.to, "userId" in asked ? asked.userId : "", challenge].join("\0"))
    .digest("hex");

/** Whom devices know us by: the portal's own address, whatever a request says of itself. */
export function ownSite(): { rpID: string; origin: string } {
  const { hostname, origin } = new URL(env().publicUrl);
  return { rpID: hostname, origin };
}
