import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { Prisma, recordAudit, transaction, type Context } from "@/lib/db";
import { getGeneration } from "@/lib/generations";
import { toTicket } from "./record";
import type { OpenTicket, Ticket } from "./schema";

const MAX_OPEN = 20;

/**
 * A question of the acting person. Throws `invalid_request` where it names a generation that is not their organization's,
 * `conflict` where twenty wait already, and `forbidden` for whoever is not a person.
 */
export async function openTicket(ctx: Context, request: OpenTicket): Promise<Ticket> {
  const { actor, organizationId } = ctx;
  if (actor.kind !== "user") throw new AppError("forbidden", "Sign in to the portal to ask for support.");
  if (request.generation_id) await requireOwn(ctx, request.generation_id);
  const now = clock.now();
  return transaction(ctx, async (tx) => {
    // Locked, so that two who ask at once count one after the other.
    await tx.$queryRaw(
      Prisma.sql`SELECT id FROM organizations WHERE id = ${organizationId} FOR NO KEY UPDATE`,
    );
    if ((await tx.supportTicket.count({ where: { organizationId, status: "open" } })) >= MAX_OPEN)
      throw new AppError(
        "conflict",
        `${MAX_OPEN} questions of your organization wait for an answer. Write to one of them, or close it.`,
      );
    const row = await tx.supportTicket.create({
      data: {
        id: newId("ticket"),
        organizationId,
        userId: actor.userId,
        subject: request.subject,
        generationId: request.generation_id,
        createdAt: now,
        lastMessageAt: now,
      },
    });
    await tx.supportMessage.create({
      data: {
        ...{ id: newId("ticketMessage"), ticketId: row.id, fromStaff: false, authorId: actor.userId },
        ...{ body: request.message, createdAt: now },
      },
    });
    await recordAudit(tx, ctx, { action: "ticket.open", subjectId: row.id });
    return toTicket(row);
  });
}

async function requireOwn(ctx: Context, generationId: string): Promise<void> {
  await getGeneration(ctx, generationId).catch(() => {
    const message = "There is no such generation in your organization.";
    throw new AppError("invalid_request", message, {
      param: "generation_id",
      errors: { generation_id: [message] },
    });
  });
}
