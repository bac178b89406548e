import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { db, type Context, type Tx } from "@/lib/db";

export interface Refusal {
  /** The announced change that is the reason. */
  changeId: string;
  /** Empty: nobody's data goes there. */
  organizationId: string;
  processor: string;
  fromAt: Date;
  untilAt: Date | null;
}

/** Keeps data from an outside party from a moment on. Whoever calls has checked who asks. */
export async function refuseProcessor(tx: Tx, refusal: Refusal): Promise<void> {
  const { changeId, organizationId } = refusal;
  await tx.processorRefusal.upsert({
    where: { changeId_organizationId: { changeId, organizationId } },
    create: refusal,
    update: refusal,
  });
}

/** Takes back what refuses a party to everybody, or to one organization. */
export async function endRefusal(
  tx: Tx,
  which: { changeId: string; organizationId: string } | { processor: string; organizationId: string },
): Promise<void> {
  await tx.processorRefusal.deleteMany({ where: which });
}

/**
 * Before anything of an organization's goes to an outside party. Throws `no_eligible_processor` where it objected to that
 * party, or where the party's beginning is announced and has not come.
 */
export async function requireProcessor(
  { organizationId, tx }: Pick<Context, "organizationId" | "tx">,
  processor: string,
): Promise<void> {
  const now = clock.now();
  const refused = await (tx ?? db()).processorRefusal.count({
    where: {
      processor,
      organizationId: { in: ["", organizationId] },
      fromAt: { lte: now },
      OR: [{ untilAt: null }, { untilAt: { gt: now } }],
    },
  });
  if (refused === 0) return;
  throw new AppError(
    "no_eligible_processor",
    `Nothing of your organization's goes to ${processor}: your organization objected to it, or it has not begun. The settings under Data say which.`,
  );
}
