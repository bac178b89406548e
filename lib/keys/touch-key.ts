import { clock } from "@/lib/core/clock";
import { log } from "@/lib/core/log";
import { processWide } from "@/lib/core/process-wide";
import { Prisma, transaction, type Tx } from "@/lib/db";
import { recordFirstKeyUse } from "@/lib/policies";
import { recordKeyNetworks, type KeyUse } from "./record-key-networks";

const FLUSH_AFTER_MS = 20_000;

interface FirstUse {
  keyId: string;
  organizationId: string;
  userId: string | null;
  first: boolean;
}

interface Noted {
  /** By key and address. */
  pending: Map<string, KeyUse>;
  timer?: NodeJS.Timeout;
}
const noted = (): Noted => processWide("key-use", () => ({ pending: new Map() }));

/** Notes that a key was used just now, and from where. Costs nothing: one statement writes all keys of the last 20 seconds. */
export function touchKey(keyId: string, address: string | null = null): void {
  const notes = noted();
  notes.pending.set(nameOf({ keyId, address }), { keyId, address, at: clock.now() });
  notes.timer ??= setTimeout(() => void flushKeyUse(), FLUSH_AFTER_MS).unref();
}

const nameOf = ({ keyId, address }: Omit<KeyUse, "at">): string => `${keyId} ${address}`;

/** Writes what is noted, and for a key's first use which policies were in force; a process calls it before it ends. A failure is logged and the notes are kept for later. */
export async function flushKeyUse(): Promise<void> {
  const notes = noted();
  clearTimeout(notes.timer);
  notes.timer = undefined;
  const batch = [...notes.pending.values()];
  notes.pending = new Map();
  if (batch.length === 0) return;
  try {
    await transaction(undefined, (tx) => writeUses(tx, batch));
  } catch (error) {
    log.warn("last use of keys not written; trying again later", { uses: batch.length }, error);
    for (const use of batch) if (!notes.pending.has(nameOf(use))) notes.pending.set(nameOf(use), use);
    notes.timer ??= setTimeout(() => void flushKeyUse(), FLUSH_AFTER_MS).unref();
  }
}

async function writeUses(tx: Tx, uses: KeyUse[]): Promise<void> {
  const last = new Map<string, Date>();
  for (const { keyId, at } of uses) if (!last.has(keyId) || at > last.get(keyId)!) last.set(keyId, at);
  // Two processes that write the same keys wait for each other here.
  const keys = await tx.$queryRaw<FirstUse[]>(Prisma.sql`
    SELECT id AS "keyId", organization_id AS "organizationId", created_by_user_id AS "userId", last_used_at IS NULL AS "first"
    FROM api_keys WHERE id IN (${Prisma.join([...last.keys()])}) ORDER BY id FOR UPDATE`);
  for (const { first, ...use } of keys) if (first) await recordFirstKeyUse(tx, use);
  const rows = [...last].map(([id, at]) => Prisma.sql`(${id}, ${at.toISOString()}::timestamptz)`);
  await tx.$executeRaw(Prisma.sql`
    UPDATE api_keys SET last_used_at = greatest(api_keys.last_used_at, used.at)
    FROM (VALUES ${Prisma.join(rows)}) AS used(id, at) WHERE api_keys.id = used.id`);
  const present = new Set(keys.map(({ keyId }) => keyId));
  await recordKeyNetworks(
    tx,
    uses.filter(({ keyId }) => present.has(keyId)),
  );
}
