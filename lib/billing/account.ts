import { randomUUID } from "node:crypto";
import { requireProcessor } from "@/lib/accounts";
import { db, transaction, type Context, type Prisma, type Tx } from "@/lib/db";
import { askStripe } from "./stripe";

export type BillingAccount = Prisma.BillingAccountModel;

/** The organization's row, made where it is missing. */
export async function ensureAccount(tx: Tx, organizationId: string): Promise<BillingAccount> {
  await tx.billingAccount.createMany({
    data: [{ organizationId, vaultSubject: randomUUID() }],
    skipDuplicates: true,
  });
  return tx.billingAccount.findUniqueOrThrow({ where: { organizationId } });
}

/**
 * The organization's customer at Stripe, made where it is missing: once, also where two ask at once or the first try died
 * before it was written down.
 */
export async function ensureCustomer({ organizationId }: Pick<Context, "organizationId">): Promise<string> {
  await requireProcessor({ organizationId }, "stripe");
  const account = await transaction(undefined, (tx) => ensureAccount(tx, organizationId));
  if (account.stripeCustomerId) return account.stripeCustomerId;
  const metadata = { organization_id: organizationId };
  const { id } = await askStripe((stripe) =>
    stripe.customers.create({ metadata }, { idempotencyKey: `customer:${account.vaultSubject}` }),
  );
  await db().billingAccount.updateMany({
    where: { organizationId, stripeCustomerId: null },
    data: { stripeCustomerId: id },
  });
  return id;
}

/** The customer, or null where the organization never bought anything. */
export async function findCustomer({
  organizationId,
}: Pick<Context, "organizationId">): Promise<string | null> {
  const row = await db().billingAccount.findUnique({ where: { organizationId } });
  return row?.stripeCustomerId ?? null;
}

export const findByCustomer = (customer: string): Promise<BillingAccount | null> =>
  db().billingAccount.findUnique({ where: { stripeCustomerId: customer } });

/** Who acts where Stripe told us something. */
export const billingContext = (organizationId: string, requestId: string, tx?: Tx): Context => ({
  actor: { kind: "system", name: "billing" },
  organizationId,
  requestId,
  tx,
});
