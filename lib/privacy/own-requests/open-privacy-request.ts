import { findOwnOrganizations, setObjection, setWithheld, stepUp } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { dueDate } from "../due-date";
import type { OpenPrivacyRequest, PrivacyRequest } from "../privacy-request-schema";
import { lockPerson, stopLiftings } from "./plan-lifting";
import { planRequest } from "./plan-request";
import { requirePerson } from "./read-privacy-requests";
import { sealText, toPrivacyRequest, withExports, type PrivacyRequestRow } from "./record";

const A_DAY = 20;

/**
 * Takes what a person asks for about themselves. A restriction or an objection holds from this moment on; an erasure waits
 * for its second step, {@link confirmErasure}; a correction waits for the staff. Asked again while it is open it is the
 * same request. Throws `invalid_request` for a wrong password, `rate_limited`, and `forbidden` for a key.
 */
export async function openPrivacyRequest(ctx: Context, wish: OpenPrivacyRequest): Promise<PrivacyRequest> {
  const userId = requirePerson(ctx);
  if (wish.type === "export") await stepUp(ctx, wish);
  const row = await transaction(ctx, async (tx) => {
    await lockPerson(tx, userId);
    const open = await findOpen(tx, userId, wish);
    if (open) return open;
    await refuseFlood(tx, userId);
    return insert(tx, ctx, userId, wish);
  });
  return toPrivacyRequest(row);
}

const lawOf = (wish: OpenPrivacyRequest) => ("law" in wish ? wish.law : undefined);
const purposeOf = (wish: OpenPrivacyRequest) => ("purpose" in wish ? wish.purpose : null);

/** Corrections are about different things; of the rest one at a time is enough. */
function findOpen(tx: Tx, userId: string, wish: OpenPrivacyRequest): Promise<PrivacyRequestRow | null> {
  if (wish.type === "correction") return Promise.resolve(null);
  return tx.privacyRequest.findFirst({
    where: {
      userId,
      type: wish.type,
      purpose: purposeOf(wish),
      status: { in: ["unconfirmed", "waiting", "in_progress", "partial"] },
      // What the staff planned for a later day is another thing.
      NOT: { type: "lift_restriction", source: "staff" },
    },
    include: withExports,
  });
}

async function refuseFlood(tx: Tx, userId: string): Promise<void> {
  const since = new Date(clock.now().getTime() - 86_400_000);
  if ((await tx.privacyRequest.count({ where: { userId, receivedAt: { gt: since } } })) < A_DAY) return;
  throw new AppError("rate_limited", `That makes ${A_DAY} requests within a day. Come back tomorrow.`, {
    retryAfterSeconds: 3600,
  });
}

async function insert(tx: Tx, ctx: Context, userId: string, wish: OpenPrivacyRequest) {
  const id = newId("privacyRequest");
  const receivedAt = clock.now();
  const { dueAt, rule } = dueDate(receivedAt);
  const { organizationId } = ctx;
  const row = await tx.privacyRequest.create({
    data: {
      id,
      userId,
      organizationId,
      type: wish.type,
      source: "portal",
      purpose: purposeOf(wish),
      messageSealed:
        wish.type === "correction" ? await sealText(organizationId, id, "message", wish.message) : null,
      status: wish.type === "erasure" ? "unconfirmed" : "waiting",
      law: lawOf(wish),
      receivedAt,
      // It stands in the list that they look at.
      acknowledgedAt: receivedAt,
      dueAt,
      dueRule: rule,
      confirmedAt: wish.type === "erasure" ? null : receivedAt,
      runsAt: receivedAt,
    },
    include: withExports,
  });
  await takeEffect(tx, userId, wish);
  if (wish.type !== "erasure" && wish.type !== "correction") await planRequest(tx, row);
  await recordAudit(tx, ctx, {
    action: "privacy_request.create",
    subjectId: id,
    detail: { type: wish.type, purpose: purposeOf(wish) },
  });
  return row;
}

/** What must hold before the answer is out; the job does the rest. */
async function takeEffect(tx: Tx, userId: string, wish: OpenPrivacyRequest): Promise<void> {
  const { type } = wish;
  if (type === "restriction" || type === "lift_restriction") {
    const organizationIds = await findOwnOrganizations(userId, tx);
    await setWithheld(tx, { userId, organizationIds }, "restricted", type === "restriction");
    // Who asks anew wants it kept, and who lifts it needs nobody to.
    await stopLiftings(tx, userId);
  }
  if (type === "objection" || type === "withdraw_objection")
    await setObjection(tx, userId, wish.purpose, type === "objection");
}
