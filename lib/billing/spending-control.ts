import { findCaps, setMemberCap, setOrganizationCap } from "@/lib/accounts";
import { AppError } from "@/lib/core/errors";
import { db, recordAudit, transaction, type Context, type Prisma } from "@/lib/db";
import { findCustomer } from "./account";
import { findDefault } from "./payment-methods";
import { packs, type PackName } from "./plans";
import { requireBilling } from "./require-billing";
import type { MemberCap, SpendingControl } from "./spending-schema";
import { askStripe } from "./stripe";

export type SettingsRow = Prisma.SpendingSettingsModel;

export interface ShownControl extends SpendingControl {
  /** Whether top-ups wait after a decline, and until when. */
  top_up_paused_until: string | null;
  members: { user_id: string; monthly_credit_cap: number | null }[];
}

export async function getSpendingControl(ctx: Context): Promise<ShownControl> {
  requireBilling(ctx);
  const { organizationId } = ctx;
  const [row, caps] = await Promise.all([
    db().spendingSettings.findUnique({ where: { organizationId } }),
    findCaps(organizationId),
  ]);
  return {
    low_balance_credits: row?.lowBalanceCredits ?? null,
    monthly_credit_cap: caps.organizationCap,
    top_up: {
      on: row?.topUpOn ?? false,
      below_credits: row?.topUpBelowCredits ?? 0,
      pack: (row?.topUpPack ?? "pack_small") as PackName,
      quantity: row?.topUpQuantity ?? 1,
      monthly_cents: row?.topUpMonthlyCents ?? 0,
    },
    top_up_paused_until: row?.topUpNotBefore?.toISOString() ?? null,
    members: caps.members.map(({ userId, cap }) => ({ user_id: userId, monthly_credit_cap: cap })),
  };
}

/**
 * Replaces all of it. Throws `invalid_request` where top-ups are switched on that their own monthly bound would never let
 * happen, and `conflict` where no card is saved to be charged.
 */
export async function updateSpendingControl(ctx: Context, control: SpendingControl): Promise<void> {
  requireBilling(ctx);
  const { organizationId } = ctx;
  const { top_up: topUp, low_balance_credits, monthly_credit_cap } = control;
  if (topUp.on) await requireChargeable(ctx, topUp);
  const data = {
    lowBalanceCredits: low_balance_credits,
    lowToldAt: null,
    capToldMonth: null,
    topUpOn: topUp.on,
    topUpBelowCredits: topUp.below_credits,
    topUpPack: topUp.pack,
    topUpQuantity: topUp.quantity,
    topUpMonthlyCents: topUp.monthly_cents,
    topUpCapToldMonth: null,
    topUpFailures: 0,
    topUpNotBefore: null,
  };
  await transaction(ctx, async (tx) => {
    await tx.spendingSettings.upsert({
      where: { organizationId },
      create: { organizationId, ...data },
      update: data,
    });
    await setOrganizationCap(tx, organizationId, monthly_credit_cap);
    await recordAudit(tx, ctx, {
      action: "billing.spending",
      subjectId: organizationId,
      detail: { ...control },
    });
  });
}

/** What one person may spend in the portal. Throws `not_found` for somebody of another organization. */
export async function updateMemberCap(
  ctx: Context,
  { user_id, monthly_credit_cap }: MemberCap,
): Promise<void> {
  requireBilling(ctx);
  await transaction(ctx, async (tx) => {
    if (!(await setMemberCap(tx, ctx.organizationId, user_id, monthly_credit_cap)))
      throw new AppError("not_found", "There is no such person in your organization.");
    await recordAudit(tx, ctx, {
      action: "billing.member_cap",
      subjectId: user_id,
      detail: { monthly_credit_cap },
    });
  });
}

async function requireChargeable(ctx: Context, topUp: SpendingControl["top_up"]): Promise<void> {
  const cents = packs[topUp.pack].cents * topUp.quantity;
  if (cents > topUp.monthly_cents) {
    const message = `One top-up costs $${(cents / 100).toFixed(2)}, more than all of a month may. Raise the bound or choose less.`;
    throw new AppError("invalid_request", message, {
      param: "top_up.monthly_cents",
      errors: { "top_up.monthly_cents": [message] },
    });
  }
  const customer = await findCustomer(ctx);
  const card = customer && (await askStripe((stripe) => findCard(stripe, customer)));
  if (!card)
    throw new AppError(
      "conflict",
      "No card is saved yet. Save one first, then switch automatic purchases on.",
    );
}

/** The card that is charged when nobody is there: the chosen one, or else the newest. */
export async function findCard(
  stripe: Parameters<typeof findDefault>[0],
  customer: string,
): Promise<string | undefined> {
  const chosen = await findDefault(stripe, customer);
  if (chosen) return chosen;
  const { data } = await stripe.customers.listPaymentMethods(customer, { limit: 1 });
  return data[0]?.id;
}
