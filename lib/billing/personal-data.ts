import { ErasureRefused } from "@/lib/core/personal-data";
import { db, personalRoom } from "@/lib/db";
import { isUnknownToStripe, sellsCredits, stripe } from "./stripe";

const bought = {
  subject: "account_holder",
  purpose: "To sell credits and plans, and to keep the books of it",
  basis: "contract",
  retention: "accounts",
  find: { organization: "organization_id" },
  erase: { does: "delete" },
} as const;

/**
 * What is kept of purchases while the account lives. The financial records that outlive it (`fin_vault`) are under a name
 * that only `billing_accounts` knows: with that row gone, nobody here can tell whose they are.
 */
export const billingData = personalRoom({
  room: "billing",
  tables: [
    {
      ...bought,
      table: "billing_accounts",
      what: "Who an organization is at Stripe, and its subscription",
      columns: {
        identity: ["organization_id", "stripe_customer_id", "vault_subject"],
        financial: ["subscription_id", "subscription_status", "next_plan", "cancels_at_period_end"],
        usage: ["period_ends_at", "created_at"],
        technical: ["version"],
      },
      withheld: {
        vault_subject: "The name of the records that the tax law keeps: it must not lead back to anybody",
      },
    },
    {
      ...bought,
      table: "billing_checkouts",
      what: "Pages of Stripe's that were opened to buy something",
      columns: {
        identity: ["id", "organization_id", "stripe_session_id"],
        financial: ["wish", "status"],
        usage: ["expires_at", "created_at"],
        credential: ["url"],
      },
      withheld: { url: "It opens a page where somebody pays" },
    },
    {
      ...bought,
      table: "billing_payments",
      what: "Payments, and the credits that they brought",
      columns: {
        identity: ["id", "organization_id", "source", "payment_intent_id"],
        financial: [
          ...["kind", "description", "amount_cents", "currency", "credits", "credits_taken"],
          ...["refunded_cents", "disputed_cents", "plan"],
        ],
        usage: ["period_ends_at", "paid_at"],
        technical: ["version"],
      },
    },
    {
      ...bought,
      table: "billing_refunds",
      what: "Money that was sent back, and why",
      find: { within: { table: "billing_payments", column: "payment_id" } },
      columns: {
        identity: ["id", "payment_id", "stripe_refund_id"],
        financial: ["amount_cents", "status", "reason"],
        usage: ["created_at"],
      },
    },
    {
      ...bought,
      table: "spending_settings",
      what: "How spending is watched, and when credits are bought by themselves",
      columns: {
        identity: ["organization_id"],
        settings: [
          ...["low_balance_credits", "top_up_on", "top_up_below_credits", "top_up_pack"],
          ...["top_up_quantity", "top_up_monthly_cents"],
        ],
        usage: [
          "low_told_at",
          "cap_told_month",
          "top_up_cap_told_month",
          "top_up_failures",
          "top_up_not_before",
        ],
      },
    },
    {
      ...bought,
      table: "top_ups",
      what: "Purchases that were made by themselves",
      columns: {
        identity: ["id", "organization_id", "payment_intent_id"],
        financial: ["pack", "quantity", "amount_cents", "status", "decline_reason"],
        usage: ["created_at"],
      },
    },
    {
      ...bought,
      table: "fin_vault.records",
      what: "Financial records: payments and refunds, with what the tax law asks for",
      purpose: "To keep books as the tax law demands",
      basis: "legal_obligation",
      retention: "financial_records",
      find: undefined,
      untraceable:
        "Each is under a name that the account's own row alone knows, and the portal's role cannot read them",
      erase: {
        does: "keep",
        why: "The tax law demands it for seven years; nothing leads back to the person",
      },
      columns: {
        identity: ["subject", "reference"],
        financial: [
          ...["kind", "amount_cents", "tax_cents", "currency", "credits", "description", "invoice_number"],
          ...["country", "tax_id"],
        ],
        usage: ["occurred_at"],
        technical: ["number"],
      },
    },
    {
      ...bought,
      table: "stripe_events",
      what: "References of what Stripe told",
      purpose: "To take in each payment once",
      retention: "stripe_events",
      find: undefined,
      untraceable: "It holds Stripe's own references alone, and goes within weeks",
      columns: { identity: ["id", "subject"], usage: ["type", "created_at", "received_at", "handled_at"] },
    },
    {
      ...bought,
      table: "billing_cursors",
      what: "Up to when Stripe was asked for what did not arrive",
      subject: "nobody",
      find: undefined,
      columns: { technical: ["name", "at"] },
    },
  ],
  before: async ({ organizationIds }) => {
    const accounts = await db().billingAccount.findMany({
      where: { organizationId: { in: [...organizationIds] }, stripeCustomerId: { not: null } },
    });
    for (const { stripeCustomerId } of accounts) await eraseCustomer(stripeCustomerId!);
  },
});

/** At Stripe the customer goes too, and a subscription ends with it; what the law makes Stripe keep, Stripe keeps. */
async function eraseCustomer(customer: string): Promise<void> {
  if (!sellsCredits())
    throw new ErasureRefused(
      "The customer at Stripe cannot be erased: this installation has no key of Stripe's.",
    );
  try {
    await stripe().customers.del(customer);
  } catch (error) {
    if (isUnknownToStripe(error)) return;
    throw new ErasureRefused("Stripe could not be told to erase the customer.", { cause: error });
  }
}
