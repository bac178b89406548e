import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/ids";
import type { Context } from "./context";
import type { Prisma } from "./generated/client";
import { insertStep } from "./insert-step";
import type { Tx } from "./transaction";

export interface AuditRecord {
  /** `noun.verb`, such as `key.create`. */
  action: `${string}.${string}`;
  /** The identifier of what was changed. */
  subjectId: string;
  /** What changed, without secrets and without personal data. */
  detail?: Prisma.InputJsonObject;
}

/** Writes who did what, in the transaction that did it: the act and its record stand or fall together. */
export async function recordAudit(tx: Tx, ctx: Context, record: AuditRecord): Promise<void> {
  await tx.auditEvent.create({ data: toRow(ctx, record) });
}

/** The same as a step of the statement that does it, where its step `given` has a row. */
export const auditStep = (ctx: Context, record: AuditRecord, given: Prisma.Sql): Promise<Prisma.Sql> =>
  insertStep("audit_events", toRow(ctx, record), given);

const toRow = (ctx: Context, record: AuditRecord) => ({
  id: newId("audit"),
  organizationId: ctx.organizationId || null,
  actorKind: ctx.actor.kind,
  actorId: actorId(ctx.actor),
  action: record.action,
  subjectId: record.subjectId,
  detail: record.detail ?? {},
  requestId: ctx.requestId,
});

function actorId(actor: Actor): string {
  if (actor.kind === "key") return actor.keyId;
  return actor.kind === "system" ? actor.name : actor.userId;
}
