import { hasCustomers, refuseProcessor } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { isPublicSite } from "@/lib/core/network-address";
import { recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { outsideProviders } from "@/lib/engines";
import { enqueue } from "@/lib/jobs";
import { PROCESSOR_NOTICE_JOB } from "../job-names";
import { listProcessors } from "../list-processors";
import { NOTICE_DAYS, ProcessorEntry } from "../processor-change-schema";

/**
 * For each start of a portal that others can reach: an outside engine that is declared and was never announced is announced
 * now, so that it gets nobody's data for 30 days and everybody who decides for an organization is mailed. One that was
 * declared before there was any customer begins at once; one of which a draft lies with the privacy staff waits for
 * them. Returns the names of those that it announced. Safe to run again, or twice at once.
 */
export async function announceEngines(): Promise<string[]> {
  if (!isPublicSite(env().publicUrl) || outsideProviders().length === 0) return [];
  return transaction(undefined, async (tx) => {
    // Of two processes that start at once the second sees what the first wrote.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('announce-engines'))`;
    const announced: string[] = [];
    for (const { name } of outsideProviders()) if (await announce(tx, name)) announced.push(name);
    return announced;
  });
}

async function announce(tx: Tx, processor: string): Promise<boolean> {
  const everybody = { processor, organizationId: "" };
  const known = await tx.processorRefusal.count({ where: everybody });
  const changes = await tx.processorChange.findMany({
    where: { processor, kind: "added", withdrawnAt: null },
  });
  if (known > 0 || changes.some(({ announcedAt }) => announcedAt)) return false;
  const now = clock.now();
  const [draft] = changes;
  if (draft) {
    await refuseProcessor(tx, { ...everybody, changeId: draft.id, fromAt: now, untilAt: null });
    return false;
  }
  if (!(await hasCustomers(tx))) {
    await refuseProcessor(tx, { ...everybody, changeId: `start:${processor}`, fromAt: now, untilAt: now });
    return false;
  }
  const id = newId("processorChange");
  const effectiveAt = new Date(now.getTime() + NOTICE_DAYS * 86_400_000);
  await tx.processorChange.create({
    data: {
      ...{ id, processor, kind: "added", createdBy: "operator", createdAt: now },
      ...{ announcedAt: now, effectiveAt, entry: entryOf(processor) },
      summary: `${processor} is to make models out of pictures, for whoever asks for the engine generative by name.`,
    },
  });
  await refuseProcessor(tx, { ...everybody, changeId: id, fromAt: now, untilAt: effectiveAt });
  await enqueue(tx, PROCESSOR_NOTICE_JOB, { id }, { jobKey: `${PROCESSOR_NOTICE_JOB}:${id}` });
  const detail = { effective_at: effectiveAt.toISOString() };
  await recordAudit(tx, atStart(id), { action: "processor_change.announce", subjectId: id, detail });
  return true;
}

const atStart = (requestId: string): Context => ({
  actor: { kind: "system", name: "start" },
  organizationId: "",
  requestId,
});

/** As the register says it of whoever is declared. */
const entryOf = (processor: string): ProcessorEntry =>
  ProcessorEntry.strip().parse(listProcessors().data.find(({ name }) => name === processor));
