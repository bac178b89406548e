import { findUserByEmail } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { dueDate } from "../due-date";
import type { PrivacyRequestType } from "../privacy-request-schema";
import { startErasure } from "./confirm-erasure";
import { planRequest } from "./plan-request";
import { sealText, withExports } from "./record";

export interface ReceivedRequest {
  type: Extract<PrivacyRequestType, "export" | "erasure" | "restriction" | "objection" | "correction">;
  /** Verified: whoever asks has opened a mail that was sent there. */
  email: string;
  message?: string;
  source: "form" | "agent";
  /** When it first came, before the address was verified: the time to answer runs from there. */
  receivedAt?: Date;
}

/**
 * Takes a request from outside the portal, once its address is verified and, for an agent, the person has confirmed it. Of
 * an account's owner an export is packed, for them to fetch signed in, and an erasure begins in 72 hours; all else, and
 * all of people without an account, waits for the staff. Says nothing of whether there is an account.
 */
export async function receivePrivacyRequest(
  { requestId }: Pick<Context, "requestId">,
  { type, email, message, source, receivedAt = clock.now() }: ReceivedRequest,
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
  const texts = {
    messageSealed: message ? await sealText(null, id, "message", message) : null,
    contactSealed: user ? null : await sealText(null, id, "contact", email),
  };
  await transaction(undefined, async (tx) => {
    const row = await tx.privacyRequest.create({
      data: {
        id,
        userId: user?.id ?? null,
        type,
        source,
        ...texts,
        status: type === "erasure" && byItself ? "unconfirmed" : "waiting",
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
    if (!byItself) return;
    await (type === "erasure" ? startErasure(tx, ctx, row) : planRequest(tx, row));
  });
  return { id, due_at: dueAt.toISOString() };
}
