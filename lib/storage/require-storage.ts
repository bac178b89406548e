import { env } from "@/lib/core/env";
import { AppError } from "@/lib/core/errors";
import { ExpiringMap } from "@/lib/core/expiring-map";
import { processWide } from "@/lib/core/process-wide";
import { db, Prisma } from "@/lib/db";

/** The sum walks an organization's rows, so it is asked for once in a while and not with every request. */
const CACHED_MS = 30_000;
const known = processWide("stored-bytes", () => new ExpiringMap<number>(CACHED_MS, 10_000));

/**
 * Throws `storage_quota` where the organization keeps as much as it may, in whichever rooms; deleting generations,
 * conversions and print checks makes room.
 */
export async function requireStorage(organizationId: string): Promise<void> {
  const { storageQuotaBytes } = env();
  const stored = await known.get(organizationId, () => sumStored(organizationId));
  if (stored < storageQuotaBytes) return;
  // What was deleted a moment ago counts at once.
  known.delete(organizationId);
  if ((await sumStored(organizationId)) < storageQuotaBytes) return;
  const gigabytes = storageQuotaBytes / 1024 ** 3;
  throw new AppError(
    "storage_quota",
    `This organization keeps its full ${gigabytes} GB of pictures and models. Delete generations or conversions that are no longer needed.`,
  );
}

/** Each room says in its own rows what it keeps; the view puts them together, and a migration adds a room to it. */
async function sumStored(organizationId: string): Promise<number> {
  const [{ sum }] = await db().$queryRaw<{ sum: bigint | null }[]>(Prisma.sql`
    SELECT sum(stored_bytes)::bigint AS sum FROM kept_bytes WHERE organization_id = ${organizationId}`);
  return Number(sum ?? 0);
}
