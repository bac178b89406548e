import { limitAddress } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context } from "@/lib/db";
import type { AgentLink, AgentRequest, AgreeToAgent, EnteredCode, OutsideKind } from "../outside-schema";
import { hashSecret, openDetail, sameHash, statusToken, type OutsideRow } from "./outside-record";
import { receiveOutside } from "./receive-outside";

/** What somebody asks in a person's name, for that person to read, by the link that was mailed to them. */
export async function readAgentRequest(link: AgentLink, address: string): Promise<AgentRequest> {
  limitAddress(address);
  const row = await findAsked(link);
  const detail = await openDetail(row);
  if (!detail?.agent) throw spent();
  const { name, company, email, permission } = detail.agent;
  return {
    kind: row.kind as OutsideKind,
    agent: { name, company: company || null, email, permission },
    message: detail.message || null,
  };
}

/**
 * The person's own word on an agent: with a yes it is a request of theirs, with a no nothing is left of it. The link opens
 * once, for fourteen days; without an answer nothing ever happens. Throws `invalid_request`.
 */
export async function agreeToAgent(
  { agreed, ...link }: AgreeToAgent,
  { address, requestId }: { address: string; requestId: string },
): Promise<EnteredCode | { state: "declined"; token: null }> {
  limitAddress(address);
  const row = await findAsked(link);
  const detail = await openDetail(row);
  if (!detail) throw spent();
  const open = { id: row.id, state: "unagreed" as const, secretHash: row.secretHash };
  return transaction(undefined, async (tx) => {
    if (agreed) {
      const data = { state: "received" as const, secretHash: null, secretExpiresAt: null };
      if ((await tx.outsideRequest.updateMany({ where: open, data })).count === 0) throw spent();
      await receiveOutside(tx, row, detail, requestId);
      return { state: "received", token: await statusToken(row.id) };
    }
    if ((await tx.outsideRequest.deleteMany({ where: open })).count === 0) throw spent();
    const ctx: Context = { actor: { kind: "system", name: "privacy-agent" }, organizationId: "", requestId };
    await recordAudit(tx, ctx, { action: "outside_request.decline", subjectId: row.id });
    return { state: "declined", token: null };
  });
}

async function findAsked({ id, token }: AgentLink): Promise<OutsideRow> {
  const row = await db().outsideRequest.findFirst({
    where: { id, state: "unagreed", secretExpiresAt: { gt: clock.now() } },
  });
  if (!row || !sameHash(row.secretHash, hashSecret(id, token))) throw spent();
  return row;
}

const spent = () =>
  new AppError("invalid_request", "This link was used, was altered, or is older than fourteen days.");
