import { limitAddress } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { Prisma, transaction, type Tx } from "@/lib/db";
import { canSendEmail } from "@/lib/email";
import type { AskOutside, ReportChild } from "../outside-schema";
import { AGREE_DAYS, planMail } from "./mail-outside";
import {
  hashForCount,
  sealDetail,
  writerOf,
  type OutsideDetail,
  type OutsideRequestKind,
} from "./outside-record";

const DAY_MS = 86_400_000;
/** So many a day for one mailbox, and from one network. */
const A_DAY = 5;
const A_DAY_FROM_ONE_PLACE = 20;

/**
 * Takes down what somebody asks without signing in, and has a code mailed to them, or one to each person of a household: nothing
 * else happens before that comes back, or all of those. The time to answer runs from now on. Whether there is an account is looked up later, and told by nothing here.
 * Throws `too_many_attempts` for a flood, and `service_unavailable` where no mails go out.
 */
export const askOutside = async (
  { kind, language, household = [], ...detail }: AskOutside,
  address: string,
): Promise<{ id: string }> => {
  limitAddress(address);
  const people = [detail.email, ...household];
  const details = people.map((email) => ({
    ...detail,
    email,
    ...(household.length > 0 && { householdSize: people.length }),
  }));
  return write(kind, language, details, { address, receivedAt: clock.now() });
};

/** The same for what came by mail, from when it came: it has no network to count by but its sender's address. */
export const askByMail = (
  { kind, language, ...detail }: AskOutside,
  receivedAt: Date,
): Promise<{ id: string }> =>
  write(kind, language, [{ ...detail, byMail: true }], { address: detail.email, receivedAt });

/** The same for a report that an account is a child's. */
export const reportChild = async (
  { language, ...detail }: ReportChild,
  address: string,
): Promise<{ id: string }> => {
  limitAddress(address);
  return write("child_report", language, [detail], { address, receivedAt: clock.now() });
};

async function write(
  kind: OutsideRequestKind,
  language: string,
  details: OutsideDetail[],
  { address, receivedAt }: { address: string; receivedAt: Date },
): Promise<{ id: string }> {
  if (!canSendEmail())
    throw new AppError(
      "service_unavailable",
      "This portal sends no mail, so it cannot find out whose address it is. Write to the contact address of the privacy policy.",
    );
  const networkHash = await hashForCount("network", address);
  const asked = await Promise.all(
    details.map(async (detail) => {
      const id = newId("outsideRequest");
      const addressHash = await hashForCount("address", writerOf(detail));
      return { id, addressHash, detailSealed: await sealDetail(id, detail) };
    }),
  );
  const days = asked.length > 1 ? AGREE_DAYS : 1;
  const rest = {
    ...{ kind, language, networkHash, receivedAt },
    householdId: asked.length > 1 ? asked[0].id : null,
    expiresAt: new Date(clock.now().getTime() + days * DAY_MS),
  };
  await transaction(undefined, async (tx) => {
    // In one order, so that two households with the same people never wait for each other.
    for (const { addressHash } of asked.toSorted((a, b) => (a.addressHash < b.addressHash ? -1 : 1)))
      await refuseFlood(tx, { addressHash, networkHash });
    for (const one of asked) {
      await tx.outsideRequest.create({ data: { ...one, ...rest } });
      await planMail(tx, one.id, "code");
    }
  });
  return { id: asked[0].id };
}

/** One writer at a time for one mailbox, so that floods sent at once are counted as well. */
async function refuseFlood(
  tx: Tx,
  { addressHash, networkHash }: { addressHash: string; networkHash: string },
): Promise<void> {
  await tx.$queryRaw(
    Prisma.sql`SELECT pg_advisory_xact_lock(hashtextextended(${`outside-request:${addressHash}`}, 0))::text`,
  );
  const receivedAt = { gt: new Date(clock.now().getTime() - DAY_MS) };
  const [mailbox, network] = [
    await tx.outsideRequest.count({ where: { addressHash, receivedAt } }),
    await tx.outsideRequest.count({ where: { networkHash, receivedAt } }),
  ];
  if (mailbox < A_DAY && network < A_DAY_FROM_ONE_PLACE) return;
  throw new AppError(
    "too_many_attempts",
    "That makes too many requests within a day. What was asked before goes on; come back tomorrow.",
    { retryAfterSeconds: 3600 },
  );
}
