import { limitAddress } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { Prisma, transaction, type Tx } from "@/lib/db";
import { canSendEmail } from "@/lib/email";
import type { AskOutside, ReportChild } from "../outside-schema";
import { planMail } from "./mail-outside";
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
 * Takes down what somebody asks without signing in, and has a code mailed to them: nothing else happens before that comes
 * back. The time to answer runs from now on. Whether there is an account is looked up later, and told by nothing here.
 * Throws `too_many_attempts` for a flood, and `service_unavailable` where no mails go out.
 */
export const askOutside = async (
  { kind, language, ...detail }: AskOutside,
  address: string,
): Promise<{ id: string }> => {
  limitAddress(address);
  return write(kind, language, detail, { address, receivedAt: clock.now() });
};

/** The same for what came by mail, from when it came: it has no network to count by but its sender's address. */
export const askByMail = (
  { kind, language, ...detail }: AskOutside,
  receivedAt: Date,
): Promise<{ id: string }> =>
  write(kind, language, { ...detail, byMail: true }, { address: detail.email, receivedAt });

/** The same for a report that an account is a child's. */
export const reportChild = async (
  { language, ...detail }: ReportChild,
  address: string,
): Promise<{ id: string }> => {
  limitAddress(address);
  return write("child_report", language, detail, { address, receivedAt: clock.now() });
};

async function write(
  kind: OutsideRequestKind,
  language: string,
  detail: OutsideDetail,
  { address, receivedAt }: { address: string; receivedAt: Date },
): Promise<{ id: string }> {
  if (!canSendEmail())
    throw new AppError(
      "service_unavailable",
      "This portal sends no mail, so it cannot find out whose address it is. Write to the contact address of the privacy policy.",
    );
  const id = newId("outsideRequest");
  const now = clock.now();
  const [addressHash, networkHash, detailSealed] = await Promise.all([
    hashForCount("address", writerOf(detail)),
    hashForCount("network", address),
    sealDetail(id, detail),
  ]);
  await transaction(undefined, async (tx) => {
    await refuseFlood(tx, { addressHash, networkHash });
    await tx.outsideRequest.create({
      data: {
        ...{ id, kind, language, addressHash, networkHash, detailSealed },
        receivedAt,
        expiresAt: new Date(now.getTime() + DAY_MS),
      },
    });
    await planMail(tx, id, "code");
  });
  return { id };
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
