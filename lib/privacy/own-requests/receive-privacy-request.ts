import { findOwnOrganizations, findUserByEmail, setObjection, setWithheld } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { purposes } from "../consent-schema";
import { dueDate } from "../due-date";
import type { Law } from "../law-schema";
import type { PrivacyRequestType } from "../privacy-request-schema";
import { startErasure } from "./confirm-erasure";
import { planRequest } from "./plan-request";
import { sealText, withExports } from "./record";

export interface ReceivedRequest {
  type: Exclude<PrivacyRequestType, "import" | "lift_restriction" | "withdraw_objection" | "child_report">;
  /** Verified: whoever asks has opened a mail that was sent there. */
  email: string;
  message?: string;
  source: "form" | "agent" | "mail";
  law?: Law;
  /** When it first came, before the address was verified: the time to answer runs from there. */
  receivedAt?: Date;
}

/**
 * Takes a request from outside the portal, once its address is verified and, for an agent, the person has confirmed it. Of
 * an account's owner an export is packed, for them to fetch signed in, an erasure begins in 72 hours, and a restriction or
 * an objection holds from this moment on, as does an opt-out for everybody. All else, and all of people without an account,
 * waits for the staff. Says nothing of whether there is an account.
 */
export async function receivePrivacyRequest(
  { requestId, tx: open }: Pick<Context, "requestId" | "tx">,
  { type, email, message, source, law, receivedAt = clock.now() }: ReceivedRequest,
): Promise<{ id: string; due_at: string }> {
  const user = await findUserByEmail(email);
  const id = newId("privacyRequest");
  const { dueAt, rule } = dueDate(receivedAt);
  const ctx: Context = {
    actor: { kind: "system", name: `privacy-${source}` },
    organizationId: "",
    requestId,
  };
  const byItself = user !== null && (type === "export" || type === "erasure");
  const done = answerAtOnce(type, user !== null);
  const texts = {
    messageSealed: message ? await sealText(null, id, "message", message) : null,
    contactSealed: user ? null : await sealText(null, id, "contact", email),
  };
  await transaction({ tx: open }, async (tx) => {
    const row = await tx.privacyRequest.create({
      data: {
        id,
        userId: user?.id ?? null,
        type,
        source,
        law,
        ...texts,
        status: done ? "completed" : type === "erasure" && byItself ? "unconfirmed" : "waiting",
        ...(done && { answer: done, completedAt: clock.now() }),
        receivedAt,
        dueAt,
        dueRule: rule,
        runsAt: clock.now(),
      },
      include: withExports,
    });
    await recordAudit(tx, ctx, {
      action: "privacy_request.receive",
      subjectId: id,
      detail: { type, source },
    });
    if (done && user) await takeEffect(tx, user.id, type);
    if (byItself) await (type === "erasure" ? startErasure(tx, ctx, row) : planRequest(tx, row));
  });
  return { id, due_at: dueAt.toISOString() };
}

/** What needs nobody to decide it: of an account it is done, and without one there is nothing that it could be done to. */
function answerAtOnce(type: ReceivedRequest["type"], account: boolean): string | null {
  if (type === "opt_out")
    return "Done. We sell and share no personal data, and what you said is written down and holds from now on.";
  if (type === "limit")
    return "Done. We use sensitive data for nothing but the service that is asked for, and what you said holds from now on.";
  if (!account) return null;
  if (type === "restriction")
    return "Done. From this moment on your data is kept and nothing else is done with it, until you lift the restriction.";
  return type === "objection"
    ? "Done. From this moment on your data is used for no purpose that you may object to."
    : null;
}

async function takeEffect(tx: Tx, userId: string, type: ReceivedRequest["type"]): Promise<void> {
  if (type === "restriction")
    await setWithheld(
      tx,
      { userId, organizationIds: await findOwnOrganizations(userId, tx) },
      "restricted",
      true,
    );
  else for (const purpose of purposes) await setObjection(tx, userId, purpose, true);
}
