import { z } from "zod";
import { emailPerson, findGenerationMailTime, takeGenerationMail } from "@/lib/accounts";
import { transaction, type Tx } from "@/lib/db";
import { canSendEmail } from "@/lib/email";
import { enqueue } from "@/lib/jobs";
import { findKeyMaker } from "@/lib/keys";
import { TELL_JOB } from "./job-names";
import type { GenerationRow } from "./record";

type Outcome = "completed" | "failed";

/** What the job of a mail holds, once for each generation that the mail counts. */
export const Ended = z.object({ userId: z.string(), generationId: z.string() });
type Ended = z.infer<typeof Ended>;

/**
 * Has whoever started a generation mailed that it has ended, where they asked for that: in the transaction that ends it.
 * A person gets one of these mails in ten minutes, which counts all that ended since the last.
 */
export async function tellPerson(
  tx: Tx,
  row: Pick<GenerationRow, "id" | "organizationId" | "userId" | "apiKeyId" | "test">,
  outcome: Outcome,
): Promise<void> {
  if (!canSendEmail() || (row.apiKeyId && row.test)) return;
  const userId = row.apiKeyId ? await findKeyMaker(tx, row.apiKeyId) : row.userId;
  if (!userId) return;
  const { organizationId } = row;
  const wish = { userId, organizationId, outcome, byKey: row.apiKeyId !== null };
  const runAt = await findGenerationMailTime(tx, wish);
  if (runAt) await add(tx, userId, [{ userId, generationId: row.id }], runAt);
}

/** Writes the mail of what ended, and counts nothing that was deleted meanwhile. */
export async function mailEnded(ended: Ended[]): Promise<void> {
  const [{ userId }] = ended;
  const where = {
    id: { in: ended.map(({ generationId }) => generationId) },
    deletedAt: null,
    discardedAt: null,
  };
  await transaction(undefined, async (tx) => {
    const rows = await tx.generation.findMany({ where, select: { id: true, status: true } });
    if (rows.length === 0) return;
    const taken = await takeGenerationMail(tx, userId);
    if (taken !== true) return taken && void (await add(tx, userId, ended, taken));
    const failed = rows.filter(({ status }) => status === "failed").length;
    const onlyId = rows.length === 1 ? rows[0].id : null;
    await emailPerson(tx, userId, {
      ...{ about: "generations_ended", completed: rows.length - failed, failed, onlyId },
    });
  });
}

const add = (tx: Tx, userId: string, ended: Ended[], runAt: Date) =>
  enqueue(tx, TELL_JOB, ended, { jobKey: `${TELL_JOB}:${userId}`, runAt });
