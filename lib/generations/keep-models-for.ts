import { emailOwners } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { Prisma, type Tx } from "@/lib/db";
import { systemContext } from "./system-context";

/** How long before the end of a model its owners are told, where a smaller plan would end it sooner. */
export const NOTICE_DAYS = 30;

/**
 * Brings the ends of an organization's models in line with its plan: `days` after they were made, or never where null. None
 * ends sooner than it would have, but for those whose end is thirty days ahead at least, of which its owners are mailed.
 * What a caller asked for with `delete_after` stays. Returns how many end sooner.
 */
export async function keepModelsFor(tx: Tx, organizationId: string, days: number | null): Promise<number> {
  const now = clock.now();
  const notice = new Date(now.getTime() + NOTICE_DAYS * 86_400_000);
  const planned =
    days === null
      ? Prisma.sql`'infinity'::timestamptz`
      : Prisma.sql`created_at + make_interval(days => ${days}::int)`;
  const [{ shortened }] = await tx.$queryRaw<{ shortened: number }[]>(Prisma.sql`
    WITH planned AS (
      SELECT id, coalesce(deletes_at, 'infinity') AS held, asked_deletes_at AS asked, ${planned} AS ends
      FROM generations WHERE organization_id = ${organizationId} AND deleted_at IS NULL
    ), chosen AS (
      SELECT id, held, LEAST(asked, CASE WHEN ends >= held THEN ends
        ELSE LEAST(held, GREATEST(ends, ${notice.toISOString()}::timestamptz)) END) AS ends
      FROM planned
    ), changed AS (
      UPDATE generations SET deletes_at = nullif(chosen.ends, 'infinity')
      FROM chosen WHERE generations.id = chosen.id AND chosen.ends <> chosen.held
      RETURNING chosen.ends < chosen.held AS sooner
    )
    SELECT count(*) FILTER (WHERE sooner)::int AS shortened FROM changed`);
  if (shortened > 0)
    await emailOwners(tx, systemContext(organizationId, organizationId), {
      about: "models_end_sooner",
      models: shortened,
      from: notice.toISOString().slice(0, 10),
    });
  return shortened;
}

/** When a model that is made now ends: by the plan or by what was asked for, whichever comes first. */
export function endOf(asked: Date | null, keepDays: number | null): Date | null {
  if (keepDays === null) return asked;
  const planned = new Date(clock.now().getTime() + keepDays * 86_400_000);
  return asked && asked < planned ? asked : planned;
}
