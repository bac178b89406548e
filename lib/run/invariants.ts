import { db, Prisma, transaction, type Tx } from "@/lib/db";
import { objectExists, readObject } from "@/lib/storage";

export interface InvariantCheck {
  name: string;
  ok: boolean;
  /** What was found; of offenders at most ten identifiers. */
  detail: string;
}

/** Each query returns the identifiers of what breaks the rule its name states: none, when all is well. */
const rules: Record<string, Prisma.Sql> = {
  "a balance is the sum of its ledger and never below zero": Prisma.sql`
    SELECT coalesce(ledger.organization_id, balance.organization_id) AS id
    FROM (SELECT organization_id, sum(amount) AS total FROM ledger_entries GROUP BY 1) AS ledger
    FULL JOIN credit_balances AS balance USING (organization_id)
    WHERE coalesce(ledger.total, 0) <> coalesce(balance.balance, 0) OR coalesce(balance.balance, 0) < 0`,
  "what is owed is the sum of its ledger, and nobody owes and has": Prisma.sql`
    SELECT balance.organization_id AS id
    FROM credit_balances AS balance LEFT JOIN ledger_entries AS entry USING (organization_id)
    GROUP BY balance.organization_id, balance.owed, balance.balance
    HAVING coalesce(sum(entry.owed), 0) <> balance.owed OR (balance.owed > 0 AND balance.balance > 0)`,
  "every grant has its lot": Prisma.sql`
    SELECT entry.id FROM ledger_entries AS entry LEFT JOIN credit_lots AS lot ON lot.id = entry.id
    WHERE (entry.kind = 'grant' OR (entry.kind = 'adjustment' AND entry.amount > 0))
      AND lot.granted IS DISTINCT FROM entry.amount`,
  "a payment is granted once, and what was bought was paid": Prisma.sql`
    SELECT coalesce(payment.id, entry.id) AS id
    FROM (SELECT * FROM billing_payments WHERE credits > 0) AS payment
    FULL JOIN (SELECT * FROM ledger_entries WHERE kind = 'grant' AND source IN ('pack', 'plan')) AS entry
      ON entry.cause = payment.source || ':paid'
    WHERE entry.amount IS DISTINCT FROM payment.credits
      OR entry.organization_id IS DISTINCT FROM payment.organization_id`,
  "what was taken back for a payment is what went back of it": Prisma.sql`
    SELECT payment.id FROM billing_payments AS payment
    LEFT JOIN (SELECT split_part(cause, ':back:', 1) AS source, sum(owed - amount) AS taken
      FROM ledger_entries WHERE cause LIKE '%:back:%' GROUP BY 1) AS entry USING (source)
    WHERE coalesce(entry.taken, 0) <> payment.credits_taken
      OR payment.credits_taken > ceil(payment.credits::numeric
        * least(payment.refunded_cents + payment.disputed_cents, payment.amount_cents) / greatest(payment.amount_cents, 1))`,
  "every entry's balance follows from the one before": Prisma.sql`
    SELECT id FROM (
      SELECT id, balance_after, sum(amount) OVER (PARTITION BY organization_id ORDER BY number) AS running
      FROM ledger_entries
    ) AS entries WHERE balance_after <> running`,
  "a completed generation is settled once and not released": Prisma.sql`
    SELECT generations.id FROM generations LEFT JOIN ledger_entries AS entry ON entry.generation_id = generations.id
    WHERE status = 'completed' GROUP BY generations.id
    HAVING count(*) FILTER (WHERE kind = 'settle') <> 1 OR count(*) FILTER (WHERE kind = 'release') <> 0
      OR coalesce(sum(amount), 0) <> -generations.credits`,
  "a failed or cancelled generation costs nothing": Prisma.sql`
    SELECT generations.id FROM generations LEFT JOIN ledger_entries AS entry ON entry.generation_id = generations.id
    WHERE status IN ('failed', 'cancelled') GROUP BY generations.id
    HAVING coalesce(sum(amount), 0) <> 0 OR count(*) FILTER (WHERE kind = 'settle') <> 0
      OR count(*) FILTER (WHERE kind = 'release') <> count(*) FILTER (WHERE kind = 'reserve')`,
  "an open reservation belongs to a generation that is not finished": Prisma.sql`
    SELECT reserve.generation_id AS id FROM ledger_entries AS reserve
    WHERE reserve.kind = 'reserve'
      AND NOT EXISTS (
        SELECT FROM ledger_entries AS ending
        WHERE ending.generation_id = reserve.generation_id AND ending.kind IN ('settle', 'release'))
      AND NOT EXISTS (
        SELECT FROM generations
        WHERE generations.id = reserve.generation_id AND status IN ('pending', 'processing'))`,
  "an unfinished generation has its reservation": Prisma.sql`
    SELECT id FROM generations WHERE status IN ('pending', 'processing') AND NOT EXISTS (
      SELECT FROM ledger_entries WHERE generation_id = generations.id AND kind = 'reserve')`,
  "an unfinished generation has a job that will finish it": Prisma.sql`
    SELECT id FROM generations WHERE status IN ('pending', 'processing') AND NOT EXISTS (
      SELECT FROM graphile_worker._private_jobs AS job
      WHERE job.key = 'generation.run:' || generations.id AND (job.flags -> 'exhausted') IS NULL)`,
  "an open data-subject request has a job that will carry it out": Prisma.sql`
    SELECT id FROM data_subject_requests WHERE status IN ('pending', 'in_progress') AND NOT EXISTS (
      SELECT FROM graphile_worker._private_jobs AS job
      WHERE job.key = 'privacy.request:' || data_subject_requests.id AND (job.flags -> 'exhausted') IS NULL)`,
  "an open privacy request has a job that will carry it out": Prisma.sql`
    SELECT id FROM privacy_requests
    WHERE status IN ('waiting', 'in_progress', 'partial') AND type <> 'correction'
      AND user_id IS NOT NULL AND (source NOT IN ('form', 'agent') OR type IN ('export', 'erasure'))
      AND NOT EXISTS (
        SELECT FROM graphile_worker._private_jobs AS job
        WHERE job.key = 'privacy.person_request:' || privacy_requests.id AND (job.flags -> 'exhausted') IS NULL)`,
  "an unfinished print has a job that will finish it": Prisma.sql`
    SELECT id FROM prints WHERE status IN ('pending', 'processing') AND deleted_at IS NULL AND NOT EXISTS (
      SELECT FROM graphile_worker._private_jobs AS job
      WHERE job.key = 'print.run:' || prints.id AND (job.flags -> 'exhausted') IS NULL)`,
};

/** Objects are decrypted and read whole for the newest generations, and looked for otherwise. */
const READ_WHOLE = 100;

/**
 * Whether the books, the queue and the stored files agree; one consistent look, safe while the portal works.
 * `ok` is whether every check holds.
 */
export async function checkInvariants(): Promise<{ ok: boolean; checks: InvariantCheck[] }> {
  const checks = await checkBooks();
  checks.push(await checkObjects());
  return { ok: checks.every((check) => check.ok), checks };
}

/** The same without the stored files. */
export const checkBooks = (): Promise<InvariantCheck[]> =>
  transaction(undefined, readRules, { isolationLevel: "RepeatableRead", timeoutMs: 120_000 });

async function readRules(tx: Tx): Promise<InvariantCheck[]> {
  const checks: InvariantCheck[] = [];
  for (const [name, query] of Object.entries(rules))
    checks.push(
      toCheck(
        name,
        (await tx.$queryRaw<{ id: string }[]>(query)).map((row) => row.id),
        "holds",
      ),
    );
  return checks;
}

async function checkObjects(): Promise<InvariantCheck> {
  const name = "a completed generation's files can be read";
  const generations = await db().generation.findMany({
    where: { status: "completed", deletedAt: null, resultsErasedAt: null },
    orderBy: { createdAt: "desc" },
    include: { files: true },
  });
  const lost: string[] = [];
  let files = 0;
  for (const [index, row] of generations.entries()) {
    if (row.files.length === 0) lost.push(row.id);
    for (const { object, sizeBytes } of row.files) {
      files++;
      if (!(await isReadable(object, sizeBytes, index < READ_WHOLE))) lost.push(row.id);
    }
  }
  // One that was deleted since it was listed is no loss.
  const left = await db().generation.findMany({
    where: { id: { in: lost }, deletedAt: null, resultsErasedAt: null },
    select: { id: true },
  });
  return toCheck(
    name,
    left.map((row) => row.id),
    `${files} files of ${generations.length} generations`,
  );
}

async function isReadable(object: string, sizeBytes: bigint, whole: boolean): Promise<boolean> {
  try {
    return whole ? BigInt((await readObject(object)).length) === sizeBytes : await objectExists(object);
  } catch {
    return false;
  }
}

function toCheck(name: string, offenders: string[], fine: string): InvariantCheck {
  const shown = offenders.slice(0, 10).join(", ");
  return {
    name,
    ok: offenders.length === 0,
    detail: offenders.length === 0 ? fine : `broken by ${offenders.length}: ${shown}`,
  };
}
