import { limitAddress } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, transaction } from "@/lib/db";
import type { EnterCode, EnteredCode } from "../outside-schema";
import { AGREE_DAYS, planMail } from "./mail-outside";
import { hashSecret, openDetail, sameHash, statusToken } from "./outside-record";
import { lockHousehold, receiveHousehold } from "./receive-household";
import { receiveOutside } from "./receive-outside";

const TRIES = 3;

/**
 * Shows that a mailbox belongs to whoever asks, by the code that was sent there: it opens once, for an hour, and after
 * three wrong ones never. From here on it is a privacy request; an agent's waits for the person's own word, and a
 * household's for the codes of all. Throws
 * `invalid_request` beside `code`, and `too_many_attempts`.
 */
export async function enterCode(
  { id, code }: EnterCode,
  { address, requestId }: { address: string; requestId: string },
): Promise<EnteredCode> {
  limitAddress(address);
  const open = { id, state: "unverified" as const, secretExpiresAt: { gt: clock.now() } };
  // Counted before it is looked at, so that guesses sent at once count as well.
  const { count } = await db().outsideRequest.updateMany({
    where: { ...open, wrongTries: { lt: TRIES } },
    data: { wrongTries: { increment: 1 } },
  });
  const row = await db().outsideRequest.findUnique({ where: { id } });
  if (count === 0 || !row) throw refused(row && row.wrongTries >= TRIES ? "locked" : "spent");
  if (!sameHash(row.secretHash, hashSecret(id, code)))
    throw refused(row.wrongTries >= TRIES ? "locked" : "wrong");
  return transaction(undefined, async (tx) => {
    const detail = await openDetail(row);
    if (row.householdId) await lockHousehold(tx, row.householdId);
    const agreed = !detail?.agent && !detail?.householdSize;
    const taken = await tx.outsideRequest.updateMany({
      where: { ...open, secretHash: row.secretHash },
      data: {
        ...{ secretHash: null, secretExpiresAt: null, wrongTries: 0 },
        state: agreed ? "received" : "unagreed",
        ...(detail?.agent && { expiresAt: new Date(clock.now().getTime() + AGREE_DAYS * 86_400_000) }),
      },
    });
    if (taken.count === 0 || !detail) throw refused("spent");
    if (detail.householdSize) return receiveHousehold(tx, row, requestId);
    if (agreed) await receiveOutside(tx, row, detail, requestId);
    else await planMail(tx, id, "agree");
    return agreed ? { state: "received", token: await statusToken(id) } : { state: "unagreed", token: null };
  });
}

const refusals = {
  wrong: "That is not the code of the mail. Look again; after three wrong ones it is locked.",
  locked: "That were three wrong codes, and this request is locked. Ask once more for a new one.",
  spent: "This code was used, or is older than an hour. Ask once more for a new one.",
};

const refused = (why: keyof typeof refusals): AppError =>
  new AppError("invalid_request", refusals[why], { param: "code", errors: { code: [refusals[why]] } });
