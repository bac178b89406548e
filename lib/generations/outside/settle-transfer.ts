import { clock } from "@/lib/core/clock";
import type { DeclaredProvider } from "@/lib/core/declared-provider";
import { log } from "@/lib/core/log";
import { db, transaction, type Prisma } from "@/lib/db";
import { deleteAtProvider, outsideProviders, ProviderFailure, type KeptThere } from "@/lib/engines";
import { endAlert, raiseAlert } from "@/lib/status";
import { endTransfer, planSettling } from "./transfer-log";

export type TransferRow = Prisma.OutboundTransferModel;

/** What is promised is five minutes; who is on call is told while something can still be done about it. */
const ALARM_AFTER_MS = 3 * 60_000;
const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 15 * 60_000;
const DELETE_TIMEOUT_MS = 60_000;

/**
 * Job body: has what was sent deleted there, and again once the generation itself is erased, which is the recipient's notice
 * of it. One that refuses is asked again, more and more seldom, for as long as it takes. Safe to run again.
 */
export async function settleTransfer(id: string): Promise<void> {
  const row = await db().outboundTransfer.findUnique({ where: { id } });
  if (!row || isSettled(row)) return;
  // Whoever worked on it was killed: the job behind this call was planned for that.
  if (!row.endedAt) return endTransfer(id, "abandoned");
  const refusal = await deleteThere(row);
  if (refusal === null) return;
  const waitMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(row.deletionTries, 10));
  await transaction(undefined, (tx) => planSettling(tx, id, new Date(clock.now().getTime() + waitMs)));
}

/** Nothing is asked of a recipient that got nothing; of one that keeps nothing there is nothing to ask. */
export const isSettled = ({ outcome, deletedAt, erasureAskedAt, erasureToldAt }: TransferRow): boolean =>
  outcome === "unreached" || (deletedAt !== null && (erasureAskedAt === null || erasureToldAt !== null));

/** Asks the provider once. Null where all is deleted there, otherwise why it is not. */
export async function deleteThere(row: TransferRow): Promise<string | null> {
  const kept = row.kept as KeptThere;
  const provider = outsideProviders().find(
    ({ name, url }) => name === row.provider && new URL(url).origin === row.origin,
  );
  try {
    const steps = await ask(provider, kept);
    await noteDeleted(row, provider?.keeps_nothing ? { kept_nothing: true } : { steps: toJson(steps) });
    return null;
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error;
    await noteRefused(row, error);
    return error.message;
  }
}

async function ask(provider: DeclaredProvider | undefined, kept: KeptThere) {
  if (!provider)
    throw new ProviderFailure(
      "refused",
      "It is declared no more: declare it again to have this deleted there",
    );
  if (!provider.keeps_nothing && Object.keys(kept).length === 0)
    throw new ProviderFailure("refused", "It did not say under what name it keeps what it was sent");
  return deleteAtProvider(provider, kept, AbortSignal.timeout(DELETE_TIMEOUT_MS));
}

/** What was said first stays: it is the receipt of the deletion that was promised. */
export async function noteDeleted(row: TransferRow, receipt: Prisma.InputJsonObject): Promise<void> {
  const now = clock.now();
  await transaction(undefined, async (tx) => {
    await tx.outboundTransfer.updateMany({
      where: { id: row.id, deletedAt: null },
      data: { deletedAt: now, deletionReceipt: receipt },
    });
    await tx.outboundTransfer.updateMany({
      where: { id: row.id, erasureAskedAt: { not: null }, erasureToldAt: null },
      data: { erasureToldAt: now },
    });
    await tx.outboundTransfer.updateMany({ where: { id: row.id }, data: { deletionError: null } });
    const left = { provider: row.provider, deletionError: { not: null } };
    if ((await tx.outboundTransfer.count({ where: left })) === 0)
      await endAlert(tx, `transfer:${row.provider}`);
  });
}

async function noteRefused(row: TransferRow, failure: ProviderFailure): Promise<void> {
  log.warn("an outside engine has not deleted what it was sent", {
    ...{ transfer: row.id, provider: row.provider, tries: row.deletionTries + 1 },
  });
  const endedAt = row.endedAt ?? row.sentAt;
  const pressing = failure.kind === "refused" || clock.now().getTime() - endedAt.getTime() >= ALARM_AFTER_MS;
  await transaction(undefined, async (tx) => {
    await tx.outboundTransfer.updateMany({
      where: { id: row.id },
      data: { deletionTries: { increment: 1 }, deletionError: failure.message },
    });
    if (pressing)
      await raiseAlert(tx, {
        subject: `transfer:${row.provider}`,
        summary: `${row.provider} has not deleted what it was sent`,
        startedAt: endedAt,
      });
  });
}

const toJson = (steps: unknown): Prisma.InputJsonArray =>
  JSON.parse(JSON.stringify(steps)) as Prisma.InputJsonArray;
