import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { processWide } from "@/lib/core/process-wide";
import { Prisma, transaction } from "@/lib/db";
import { recordFirstKeyUse } from "@/lib/policies";

const FLUSH_AFTER_MS = 20_000;

interface FirstUse {
  keyId: string;
  organizationId: string;
  userId: string | null;
}

interface Noted {
  pending: Map<string, Date>;
  timer?: NodeJS.Timeout;
}
const noted = (): Noted => processWide("key-use", () => ({ pending: new Map() }));

/** Notes that a key was used just now. Costs nothing: one statement writes all keys of the last 20 seconds. */
export function touchKey(keyId: string): void {
  const notes = noted();
  notes.pending.set(keyId, clock.now());
  notes.timer ??= setTimeout(() => void flushKeyUse(), FLUSH_AFTER_MS).unref();
}

/** Writes what is noted, and for a key's first use which policies were in force; a process calls it before it ends. A failure is logged and the notes are kept for later. */
export async function flushKeyUse(): Promise<void> {
  const notes = noted();
  clearTimeout(notes.timer);
  notes.timer = undefined;
  const batch = notes.pending;
  notes.pending = new Map();
  if (batch.size === 0) return;
  try {
    const rows = [...batch].map(([id, at]) => Prisma.sql`(${id}, ${at.toISOString()}::timestamptz)`);
    await transaction(undefined, async (tx) => {
      const fresh = await tx.$queryRaw<FirstUse[]>(Prisma.sql`
        SELECT id AS "keyId", organization_id AS "organizationId", created_by_user_id AS "userId"
        FROM api_keys WHERE id IN (${Prisma.join([...batch.keys()])}) AND last_used_at IS NULL
        ORDER BY id FOR UPDATE`);
      for (const use of fresh) await recordFirstKeyUse(tx, use);
      await tx.$executeRaw(Prisma.sql`
        UPDATE api_keys SET last_used_at = greatest(api_keys.last_used_at, used.at)
        FROM (VALUES ${Prisma.join(rows)}) AS used(id, at) WHERE api_keys.id = used.id`);
    });
  } catch (error) {
    log.warn("last use of keys not written; trying again later", { keys: batch.size }, error);
    for (const [id, at] of batch) if (!notes.pending.has(id)) notes.pending.set(id, at);
    notes.timer ??= setTimeout(() => void flushKeyUse(), FLUSH_AFTER_MS).unref();
  }
}
