import { idOf, stripe } from "./stripe";
import { syncInvoice } from "./sync-invoice";
import { syncPayment } from "./sync-payment";

/**
 * Reads an invoice from Stripe, whatever it is of. A plan's says what was bought; a pack's, which Stripe writes after the
 * payment, gives that payment's record its number.
 */
export async function syncReceipt(invoiceId: string): Promise<void> {
  if (await syncInvoice(invoiceId)) return;
  const { payments } = await stripe().invoices.retrieve(invoiceId, { expand: ["payments"] });
  for (const { payment } of payments?.data ?? []) {
    const intent = idOf(payment.payment_intent);
    if (intent) await syncPayment(intent);
  }
}
