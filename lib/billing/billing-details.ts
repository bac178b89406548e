import type { Context } from "@/lib/db";
import { recordAudit, transaction } from "@/lib/db";
import { ensureCustomer, findCustomer } from "./account";
import { requireBilling } from "./require-billing";
import type { BillingDetails, TaxId } from "./schema";
import { askStripe } from "./stripe";

export interface ShownDetails extends BillingDetails {
  tax_ids: { id: string; type: string; value: string; status: string | null }[];
}

/** Name, address and tax ids as they stand on invoices: kept at Stripe alone. */
export async function getBillingDetails(ctx: Context): Promise<ShownDetails> {
  requireBilling(ctx);
  const id = await findCustomer(ctx);
  if (!id) return { tax_ids: [] };
  return askStripe(async (stripe) => {
    const [customer, taxIds] = await Promise.all([
      stripe.customers.retrieve(id),
      stripe.customers.listTaxIds(id, { limit: 20 }),
    ]);
    if (customer.deleted) return { tax_ids: [] };
    const { address } = customer;
    return {
      name: customer.name ?? undefined,
      email: customer.email ?? undefined,
      line1: address?.line1 ?? undefined,
      line2: address?.line2 ?? undefined,
      postal_code: address?.postal_code ?? undefined,
      city: address?.city ?? undefined,
      state: address?.state ?? undefined,
      country: address?.country ?? undefined,
      tax_ids: taxIds.data.map(({ id, type, value, verification }) => ({
        id,
        type,
        value,
        status: verification?.status ?? null,
      })),
    };
  });
}

/** Replaces name, mail address and address on invoices to come. */
export async function updateBillingDetails(ctx: Context, details: BillingDetails): Promise<void> {
  requireBilling(ctx);
  const { name = "", email = "", ...address } = details;
  const customer = await ensureCustomer(ctx);
  await askStripe((stripe) =>
    stripe.customers.update(customer, {
      name,
      email,
      address: {
        line1: address.line1 ?? "",
        line2: address.line2 ?? "",
        postal_code: address.postal_code ?? "",
        city: address.city ?? "",
        state: address.state ?? "",
        country: address.country ?? "",
      },
    }),
  );
  await tell(ctx, "billing.details", customer);
}

/** Adds a tax id; Stripe looks whether it can be one. Throws `invalid_request` where it cannot. */
export async function addTaxId(ctx: Context, { type, value }: TaxId): Promise<void> {
  requireBilling(ctx);
  const customer = await ensureCustomer(ctx);
  await askStripe((stripe) => stripe.customers.createTaxId(customer, { type: type as "eu_vat", value }));
  await tell(ctx, "billing.add_tax_id", customer);
}

export async function removeTaxId(ctx: Context, { id }: { id: string }): Promise<void> {
  requireBilling(ctx);
  const customer = await ensureCustomer(ctx);
  await askStripe((stripe) => stripe.customers.deleteTaxId(customer, id));
  await tell(ctx, "billing.remove_tax_id", customer);
}

const tell = (ctx: Context, action: `billing.${string}`, subjectId: string): Promise<void> =>
  transaction(ctx, (tx) => recordAudit(tx, ctx, { action, subjectId }));
