import { followInvoiceOfCheckout } from "../checkout";
import { StripeFailure } from "../failure";
import type { Invoice } from "../invoice-things";
import { payInvoice } from "../pay-invoice";
import { failureOf } from "../payments";
import type { World } from "../world";
import type { PageCall } from "./answer-page";
import { cardFields, nameOfCard, readCard } from "./card-fields";
import { day, html, money, type Html } from "./html";
import { notFound, page, redirect, type Page } from "./layout";

/** An invoice as its customer sees it: to read, to print, and to pay while it is open. */
export function showInvoice({ world, id }: PageCall): Page {
  const invoice = world.store.find("invoice", id);
  return invoice ? draw(world, invoice) : notFound();
}

export function payOpenInvoice({ world, id, params }: PageCall): Page {
  const invoice = world.store.find("invoice", id);
  if (!invoice) return notFound();
  if (invoice.status !== "open") return redirect(`/invoices/${id}`);
  try {
    const method = readCard(world, params, { email: invoice.customer_email as string | null });
    payInvoice(world, invoice, method, { returnUrl: `${world.baseUrl}/invoices/${id}` });
    followInvoiceOfCheckout(world, id);
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    return draw(world, invoice, error.message);
  }
  const intent = paymentOf(world, id);
  if (intent?.status === "requires_action") return redirect(`/challenges/${intent.id}`);
  return intent && failureOf(intent)
    ? draw(world, invoice, failureOf(intent)?.message)
    : redirect(`/invoices/${id}`);
}

function paymentOf(world: World, invoice: string) {
  const link = world.store.all("invoice_payment").find((payment) => payment.invoice === invoice);
  return world.store.find("payment_intent", link?.payment.payment_intent);
}

function draw(world: World, invoice: Invoice, failure?: string): Page {
  const states: Record<string, string> = { paid: "Paid", open: "Open", void: "Void", draft: "Draft" };
  const intent = paymentOf(world, invoice.id);
  const asking = intent?.status === "requires_action" ? intent : undefined;
  const finalized = invoice.status_transitions.finalized_at ?? invoice.created ?? 0;
  return page(
    `Invoice ${invoice.number ?? ""}`,
    html`<article class="card">
        <div class="row">
          <h1>Invoice ${invoice.number}</h1>
          <strong>${states[invoice.status] ?? invoice.status}</strong>
        </div>
        <p class="soft">${day(finalized)}</p>
        ${billedTo(invoice)} ${lines(invoice)}
        <p class="soft">A test invoice of the stand-in for Stripe. It is no tax document.</p>
      </article>
      ${
        asking &&
        html`<section class="card">
          <h2>Your bank asks first</h2>
          <p><a href="/challenges/${asking.id}">Approve the payment</a>, or pay with another card.</p>
        </section>`
      }
      ${
        invoice.status === "open" &&
        html`<section class="card">
          <h2>Pay ${money(invoice.amount_remaining, invoice.currency)}</h2>
          ${failure && html`<p class="bad" role="alert">${failure}</p>`}
          <form method="post">${cardFields()}<button class="wide">Pay</button></form>
        </section>`
      }`,
    failure ? 402 : 200,
  );
}

function billedTo(invoice: Invoice): Html {
  const address = invoice.customer_address as Record<string, string | null> | null;
  const taxIds = invoice.customer_tax_ids as { value: string }[];
  const where =
    address && [address.line1, address.postal_code, address.city, address.country].filter(Boolean).join(", ");
  return html`<p>
    Billed to
    ${(invoice.customer_name as string) ?? (invoice.customer_email as string)}${where && html`<br />${where}`}
    ${taxIds.map(({ value }) => html`<br />Tax id ${value}`)}
  </p>`;
}

function lines(invoice: Invoice): Html {
  const discount = invoice.total_discount_amounts.reduce((sum, { amount }) => sum + amount, 0);
  const credit = invoice.total - invoice.amount_due;
  return html`<dl class="lines">
    ${invoice.lines.data.map(
      ({ description, amount }) =>
        html`<div>
          <dt>${description}</dt>
          <dd>${money(amount, invoice.currency)}</dd>
        </div>`,
    )}
    ${
      discount > 0 &&
      html`<div>
        <dt>Discount</dt>
        <dd>−${money(discount, invoice.currency)}</dd>
      </div>`
    }
    ${
      credit > 0 &&
      html`<div>
        <dt>Credit of the account</dt>
        <dd>−${money(credit, invoice.currency)}</dd>
      </div>`
    }
    <div class="total">
      <dt>${invoice.status === "paid" ? "Paid" : "Due"}</dt>
      <dd>${money(invoice.amount_due, invoice.currency)}</dd>
    </div>
  </dl>`;
}

export function showReceipt({ world, id }: PageCall): Page {
  const charge = world.store.find("charge", id);
  if (!charge?.paid) return notFound();
  const method = world.store.find("payment_method", charge.payment_method);
  return page(
    "Receipt",
    html`<article class="card">
      <h1>Receipt</h1>
      <p class="sum">${money(charge.amount, charge.currency)}</p>
      <p>Paid on ${day(charge.created ?? 0)}${method && ` with ${nameOfCard(method)}`}.</p>
      ${charge.amount_refunded > 0 && html`<p>Given back: ${money(charge.amount_refunded, charge.currency)}.</p>`}
      <p class="soft">${charge.id}</p>
    </article>`,
  );
}
