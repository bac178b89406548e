import { clock } from "@/lib/core/clock";
import { db, type Tx } from "@/lib/db";
import { hashAddress } from "./address-hash";
import { mailTopics, type MailPreferences, type MailTopic, type SetMailPreference } from "./schema";
import { readToken } from "./unsubscribe-link";

/** What is written down where a mail server refused an address for good. */
const BOUNCED = "bounced";

/** What an address gets, by the address itself or by its digest. */
export async function getMailPreferences(
  of: { email: string } | { addressHash: string },
): Promise<MailPreferences> {
  const rows = await db().mailSuppression.findMany({ where: { addressHash: digestOf(of) } });
  const stopped = new Set(rows.map(({ topic }) => topic));
  const topics = Object.fromEntries(
    mailTopics.map((topic) => [topic, !stopped.has(topic) && !stopped.has("all")]),
  ) as MailPreferences["topics"];
  return { all: !stopped.has("all"), topics, bounced: stopped.has(BOUNCED) };
}

/** Stops or allows a kind of mail, from the next mail on. Wanting everything again also forgets what was stopped one by one. */
export async function setMailPreference(
  of: { email: string } | { addressHash: string },
  { topic, wanted }: SetMailPreference,
  source: "link" | "one_click" | "settings",
): Promise<void> {
  const addressHash = digestOf(of);
  if (!wanted) return suppress(addressHash, topic, source);
  const stopped = topic === "all" ? undefined : { in: [topic, "all", BOUNCED] };
  if (topic !== "all" && (await isStopped(addressHash, "all")))
    for (const other of mailTopics) if (other !== topic) await suppress(addressHash, other, source);
  await db().mailSuppression.deleteMany({ where: { addressHash, topic: stopped } });
}

/**
 * What a person wants no more at one address is not sent to their next one either. The former address keeps its own word:
 * its mailbox may be somebody else's by then. That mails to it came back says nothing of the next.
 */
export async function carryMailPreferences(tx: Tx, from: string, to: string): Promise<void> {
  const where = { addressHash: hashAddress(from), topic: { not: BOUNCED } };
  const rows = await tx.mailSuppression.findMany({ where });
  const addressHash = hashAddress(to);
  await tx.mailSuppression.createMany({
    data: rows.map((row) => ({ ...row, addressHash })),
    skipDuplicates: true,
  });
}

/** What the link of a mail does, signed in or not. Throws `invalid_request` for a link that was altered. */
export async function unsubscribe(token: string | null, source: "link" | "one_click"): Promise<void> {
  const { addressHash, topic } = readToken(token);
  await suppress(addressHash, topic, source);
}

/** Whether an optional mail may go to an address. */
export async function isWanted(email: string, topic: MailTopic): Promise<boolean> {
  const where = { addressHash: hashAddress(email), topic: { in: [topic, "all", BOUNCED] } };
  return (await db().mailSuppression.count({ where })) === 0;
}

/** Notes that a server refuses the address for good: only what is necessary is still tried. */
export const noteBounce = (email: string): Promise<void> => suppress(hashAddress(email), BOUNCED, "bounce");

async function suppress(addressHash: string, topic: string, source: string): Promise<void> {
  const row = { addressHash, topic, source, createdAt: clock.now() };
  await db().mailSuppression.createMany({ data: [row], skipDuplicates: true });
}

const isStopped = async (addressHash: string, topic: string): Promise<boolean> =>
  (await db().mailSuppression.count({ where: { addressHash, topic } })) > 0;

const digestOf = (of: { email: string } | { addressHash: string }): string =>
  "email" in of ? hashAddress(of.email) : of.addressHash;
