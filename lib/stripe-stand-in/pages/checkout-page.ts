import { discountOf, payCheckout, sessionSums } from "../checkout";
import { requirePromotionCode } from "../discounts";
import { StripeFailure } from "../failure";
import { methodsOf } from "../payment-methods";
import { sessionLines } from "../session-lines";
import type { CheckoutSession } from "../session-things";
import type { World } from "../world";
import type { PageCall } from "./answer-page";
import { cardFields, nameOfCard } from "./card-fields";
import { html, money, type Html } from "./html";
import { notFound, page, redirect, type Page } from "./layout";
import { isFree, takeBuyer } from "./take-buyer";

export function showCheckout({ world, id }: PageCall): Page {
  const session = world.store.find("checkout.session", id);
  if (!session) return notFound();
  if (session.status === "complete") return redirect(successAddress(session));
  if (session.status === "expired")
    return page(
      "Expired",
      html`<h1>This page has expired</h1>
        <p>Nothing was charged. Go back and start again.</p>
        ${session.cancel_url && html`<p><a href="${session.cancel_url}">Back to PrintPal</a></p>`}`,
      410,
    );
  return form(world, session, lastFailure(world, session));
}

/** Where a bank's page leads back to. */
export function showCheckoutReturn(call: PageCall): Page {
  return showCheckout(call);
}

export function submitCheckout({ world, id, params }: PageCall): Page {
  const session = world.store.find("checkout.session", id);
  if (!session) return notFound();
  if (session.status !== "open") return redirect(`/pay/${id}`);
  try {
    if (params.has("promotion_code")) return applyCode(world, session, params.text("promotion_code") ?? "");
    const { session: named, method } = takeBuyer(world, session, params);
    const after = payCheckout(world, named, method, { returnUrl: `${world.baseUrl}/paid/${id}` });
    if (after.status === "complete") return redirect(successAddress(after));
    const asked = waiting(world, after);
    return asked ? redirect(`/challenges/${asked}`) : form(world, after, lastFailure(world, after), 402);
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    return form(world, world.store.get("checkout.session", id), error.message, error.status);
  }
}

function applyCode(world: World, session: CheckoutSession, typed: string): Page {
  const found = world.store
    .all("promotion_code")
    .find(({ active, code }) => active && code.toLowerCase() === typed.trim().toLowerCase());
  const code = requirePromotionCode(world, found, "promotion_code");
  const coded = { ...session, _coupon: code.promotion.coupon, _promotionCode: code.id };
  world.store.put("checkout.session", {
    ...coded,
    ...sessionSums(world, coded),
    discounts: [{ coupon: null, promotion_code: code.id }],
  });
  return redirect(`/pay/${session.id}`);
}

const successAddress = ({ id, success_url }: CheckoutSession): string =>
  (success_url ?? "/").replaceAll("{CHECKOUT_SESSION_ID}", id);

function intentOf(world: World, session: CheckoutSession) {
  const link = world.store.all("invoice_payment").find(({ invoice }) => invoice === session.invoice);
  const payment = session.payment_intent ?? link?.payment.payment_intent;
  return (
    world.store.find("payment_intent", payment) ?? world.store.find("setup_intent", session.setup_intent)
  );
}

function waiting(world: World, session: CheckoutSession): string | undefined {
  const intent = intentOf(world, session);
  return intent?.status === "requires_action" ? intent.id : undefined;
}

function lastFailure(world: World, session: CheckoutSession): string | undefined {
  const intent = intentOf(world, session);
  const failure = (intent?.last_payment_error ?? intent?.last_setup_error) as
    { message: string } | null | undefined;
  return intent?.status === "requires_payment_method" ? failure?.message : undefined;
}

const verbs = { payment: "Pay", subscription: "Subscribe", setup: "Keep the card" } as const;

function form(world: World, session: CheckoutSession, failure?: string, status = 200): Page {
  const label =
    session.mode === "setup"
      ? verbs.setup
      : `${verbs[session.mode]} ${money(session.amount_total ?? 0, session.currency)}`;
  return page(
    verbs[session.mode],
    html`<div class="columns">
      <section class="card">${summary(world, session)}</section>
      <section class="card">
        <h2>Your card</h2>
        ${failure && html`<p class="bad" role="alert">${failure}</p>`}
        <form method="post">
          ${emailField(world, session)} ${savedCards(world, session)} ${!isFree(session) && cardFields()}
          <label>Name on the card <input name="name" autocomplete="cc-name" maxlength="200" /></label>
          ${session._collectsAddress && addressFields()} ${session._collectsTaxId && taxFields()}
          ${
            session._offersSaving === true &&
            html`<label class="check"
              ><input type="checkbox" name="save" value="true" /> Keep the card for later payments</label
            >`
          }
          <button class="wide">${label}</button>
        </form>
        ${session.cancel_url && html`<p class="soft"><a href="${session.cancel_url}">Back without paying</a></p>`}
      </section>
    </div>`,
    status,
  );
}

function summary(world: World, session: CheckoutSession): Html {
  if (session.mode === "setup")
    return html`<h1>Keep a card for later payments</h1>
      <p>Nothing is charged now.</p>`;
  const lines = sessionLines(world, session).data as {
    description?: string;
    amount_subtotal?: number;
    quantity?: number;
  }[];
  const total = session.total_details as { amount_discount: number };
  const interval = session._lines.at(0)?.price.recurring?.interval;
  return html`<h1>
      ${session.mode === "subscription" ? "Subscribe to" : "Pay for"} ${lines[0]?.description}
    </h1>
    <p class="sum">
      ${money(session.amount_total ?? 0, session.currency)}${interval && html` <small class="soft">per ${interval}</small>`}
    </p>
    <dl class="lines">
      ${lines.map(
        ({ description, amount_subtotal = 0, quantity = 1 }) =>
          html`<div>
            <dt>${description}${quantity > 1 && ` × ${quantity}`}</dt>
            <dd>${money(amount_subtotal, session.currency)}</dd>
          </div>`,
      )}
      ${
        total.amount_discount > 0 &&
        html`<div class="good">
          <dt>Discount</dt>
          <dd>−${money(total.amount_discount, session.currency)}</dd>
        </div>`
      }
      <div class="total">
        <dt>Total due</dt>
        <dd>${money(session.amount_total ?? 0, session.currency)}</dd>
      </div>
    </dl>
    ${
      session.allow_promotion_codes &&
      !discountOf(session) &&
      html`<form method="post" class="row">
        <label>Promotion code <input name="promotion_code" maxlength="50" required /></label>
        <span><button class="quiet">Apply</button></span>
      </form>`
    }`;
}

function emailField(world: World, session: CheckoutSession): Html {
  const known = world.store.find("customer", session.customer)?.email ?? session.customer_email;
  return known
    ? html`<p class="soft">Receipt to ${known}</p>`
    : html`<label
        >E-mail <input type="email" name="email" autocomplete="email" required maxlength="200"
      /></label>`;
}

function savedCards(world: World, session: CheckoutSession): Html | false {
  const methods =
    session.customer && session.mode !== "setup" && !isFree(session)
      ? methodsOf(world, session.customer)
      : [];
  return (
    methods.length > 0 &&
    html`<fieldset>
      <legend>Pay with</legend>
      ${methods.map(
        (method) =>
          html`<button name="payment_method" value="${method.id}" class="quiet wide" formnovalidate>
            ${nameOfCard(method)}
          </button>`,
      )}
      <p class="soft">or another card:</p>
    </fieldset>`
  );
}

const addressFields = (): Html =>
  html`<fieldset>
    <legend>Billing address</legend>
    <label
      >Street and number <input name="line1" autocomplete="address-line1" maxlength="200" required
    /></label>
    <div class="two">
      <label
        >Postal code <input name="postal_code" autocomplete="postal-code" maxlength="20" required
      /></label>
      <label>City <input name="city" autocomplete="address-level2" maxlength="100" required /></label>
    </div>
    <label
      >Country (two letters)
      <input name="country" autocomplete="country" maxlength="2" pattern="[A-Za-z]{2}" value="US" required
    /></label>
  </fieldset>`;

const taxFields = (): Html =>
  html`<fieldset>
    <legend>Buying as a business (optional)</legend>
    <label>Business name <input name="business_name" autocomplete="organization" maxlength="200" /></label>
    <label>Tax id, such as DE123456789 <input name="tax_id" maxlength="40" /></label>
  </fieldset>`;
