import { newId } from "@/lib/core/ids";
import { log } from "@/lib/core/log";
import { Prisma, transaction, type Tx } from "@/lib/db";
import { statusComponents, type StatusComponent } from "./components";
import type { Finding } from "./probe-components";
import { endAlert, raiseAlert } from "./raise-alert";

/**
 * Notes what one round of probes found: the last state, the day's counts, and outages. One failing probe may be chance;
 * the second in a row opens an outage, which began with the first and ends with the first probe that works.
 */
export async function recordFindings(findings: readonly Finding[], at: Date): Promise<void> {
  await transaction(undefined, async (tx) => {
    for (const finding of findings) await recordFinding(tx, finding, at);
  });
}

async function recordFinding(tx: Tx, { component, works, latencyMs }: Finding, at: Date): Promise<void> {
  const [{ failingSince }] = await tx.$queryRaw<{ failingSince: Date | null }[]>(Prisma.sql`
    INSERT INTO probe_states AS known (component, works, latency_ms, checked_at, failing_since)
    VALUES (${component}, ${works}, ${latencyMs}, ${at}, ${works ? null : at})
    ON CONFLICT (component) DO UPDATE SET works = excluded.works, latency_ms = excluded.latency_ms,
      checked_at = excluded.checked_at,
      failing_since = CASE WHEN excluded.works THEN NULL ELSE coalesce(known.failing_since, excluded.failing_since) END
    RETURNING failing_since AS "failingSince"`);
  await tx.$executeRaw(Prisma.sql`
    INSERT INTO probe_days AS known (component, day, probes, failures, slowest_ms)
    VALUES (${component}, (${at}::timestamptz AT TIME ZONE 'UTC')::date, 1, ${works ? 0 : 1}, ${latencyMs})
    ON CONFLICT (component, day) DO UPDATE SET probes = known.probes + 1,
      failures = known.failures + excluded.failures, slowest_ms = greatest(known.slowest_ms, excluded.slowest_ms)`);
  if (works) await endOutage(tx, component, at);
  else if (failingSince && failingSince < at && (await openOutage(tx, component, failingSince)))
    log.error("a part of the service does not work", { component, since: failingSince.toISOString() });
}

async function endOutage(tx: Tx, component: StatusComponent, endedAt: Date): Promise<void> {
  const { count } = await tx.outage.updateMany({ where: { component, endedAt: null }, data: { endedAt } });
  if (count > 0) await endAlert(tx, `outage:${component}`);
}

/** Opens an outage where none is open, with an alert of it, and tells whether it did. */
export async function openOutage(
  tx: Tx,
  component: StatusComponent,
  startedAt: Date,
  summary = `Out of order: ${statusComponents[component]}`,
): Promise<boolean> {
  // One at a time: several may look.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`outage ${component}`}))::text`;
  const open = await tx.outage.findFirst({ where: { component, endedAt: null } });
  if (open) return false;
  await tx.outage.create({ data: { id: newId("outage"), component, startedAt } });
  await raiseAlert(tx, { subject: `outage:${component}`, summary, startedAt });
  return true;
}
