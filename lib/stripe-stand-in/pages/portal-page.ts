import { cancelNow, changeItems } from "../change-subscription";
import { StripeFailure } from "../failure";
import type { Subscription } from "../invoice-things";
import { Params, type Value } from "../params";
import { attach, detach, methodsOf } from "../payment-methods";
import type { PortalSession } from "../session-things";
import { confirmSetup, makeSetup } from "../setups";
import type { Customer } from "../thing";
import type { World } from "../world";
import type { PageCall } from "./answer-page";
import { cardFields, nameOfCard, readCard } from "./card-fields";
import { day, html, money, type Html } from "./html";
import { notFound, page, redirect, type Page } from "./layout";
import { readAddress } from "./take-buyer";

/** A customer's own page: plan, cards and invoices, as far as its configuration offers them. */
export function showPortal({ world, id }: PageCall): Page {
  const session = world.store.find("billing_portal.session", id);
  return session ? draw(world, session) : notFound();
}

function draw(world: World, session: PortalSession, failure?: string): Page {
  const { features } = world.store.get("billing_portal.configuration", session.configuration);
  const on = (name: string) => features[name]?.enabled === true;
  return page(
    "Billing",
    html`<h1>Billing</h1>
      ${session.return_url && html`<p><a href="${session.return_url}">Back to PrintPal</a></p>`}
      ${failure && html`<p class="bad" role="alert">${failure}</p>`}
      <div class="columns">
        <div>
          ${subscriptionsOf(world, session).map((subscription) => planCard(world, session, subscription))}
          ${on("payment_method_update") && cards(world, session)}
          ${on("customer_update") && detailsForm(world.store.get("customer", session.customer))}
        </div>
        <div>${on("invoice_history") && invoices(world, session)}</div>
      </div>`,
    failure ? 402 : 200,
  );
}

const subscriptionsOf = (world: World, { customer }: PortalSession): Subscription[] =>
  world.store
    .all("subscription")
    .filter(
      (subscription) =>
        subscription.customer === customer &&
        !["canceled", "incomplete_expired"].includes(subscription.status),
    );

function planCard(world: World, session: PortalSession, subscription: Subscription): Html {
  const { features } = world.store.get("billing_portal.configuration", session.configuration);
  const [item] = subscription.items.data;
  const end = day(item.current_period_end);
  const update = features.subscription_update;
  const offered = ((update?.products ?? []) as { prices: string[] }[]).flatMap(({ prices }) => prices);
  const choices = offered
    .flatMap((price) => world.store.find("price", price) ?? [])
    .filter(({ active }) => active);
  const name = (product: string) => world.store.get("product", product).name;
  return html`<section class="card">
    <h2>${name(item.price.product)}</h2>
    <p>
      ${money(item.price.unit_amount, item.price.currency)} per ${item.price.recurring?.interval},
      ${subscription.status}.
      ${subscription.cancel_at_period_end ? `It ends on ${end}.` : `It renews on ${end}.`}
    </p>
    ${
      update?.enabled === true &&
      choices.length > 0 &&
      html`<form method="post">
        <label
          >Change to
          <select name="price">
            ${choices.map(
              ({ id, product, unit_amount, currency }) =>
                html`<option value="${id}" ${id === item.price.id && "selected"}>
                  ${name(product)}, ${money(unit_amount, currency)}
                </option>`,
            )}
          </select></label
        >
        <button name="change" value="${subscription.id}">Change the plan</button>
      </form>`
    }
    ${
      features.subscription_cancel?.enabled === true &&
      html`<form method="post" class="actions">
        ${
          subscription.cancel_at_period_end
            ? html`<button name="keep" value="${subscription.id}">Keep the plan</button>`
            : html`<button name="cancel" value="${subscription.id}" class="quiet">Cancel the plan</button>`
        }
      </form>`
    }
  </section>`;
}

function cards(world: World, { customer }: PortalSession): Html {
  const usual = world.store.get("customer", customer).invoice_settings.default_payment_method;
  return html`<section class="card">
    <h2>Cards</h2>
    ${methodsOf(world, customer).map(
      (method) =>
        html`<form method="post" class="row">
          <span>${nameOfCard(method)}${method.id === usual && " (used for payments)"}</span>
          <span class="actions">
            ${method.id !== usual && html`<button name="default" value="${method.id}" class="quiet">Use</button>`}
            <button name="detach" value="${method.id}" class="quiet">Remove</button>
          </span>
        </form>`,
    )}
    <form method="post">${cardFields()}<button name="add" value="card">Add the card</button></form>
  </section>`;
}

const invoices = (world: World, { customer }: PortalSession): Html =>
  html`<section class="card">
    <h2>Invoices</h2>
    <div class="scroll">
      <table>
        <tr>
          <th>Date</th>
          <th>Number</th>
          <th class="number">Amount</th>
          <th>State</th>
        </tr>
        ${world.store
          .all("invoice")
          .filter((invoice) => invoice.customer === customer && invoice.status !== "draft")
          .reverse()
          .map(
            ({ id, number, created = 0, total, currency, status }) =>
              html`<tr>
                <td>${day(created)}</td>
                <td><a href="/invoices/${id}">${number}</a></td>
                <td class="number">${money(total, currency)}</td>
                <td>${status}</td>
              </tr>`,
          )}
      </table>
    </div>
  </section>`;

export function submitPortal({ world, id, params }: PageCall): Page {
  const session = world.store.find("billing_portal.session", id);
  if (!session) return notFound();
  try {
    const asked = act(world, session, params);
    return redirect(asked ?? `/portal/${id}`);
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    return draw(world, session, error.message);
  }
}

/** One button. Answers where a bank wants to be asked first. */
function act(world: World, session: PortalSession, params: Params): string | undefined {
  const { customer } = session;
  const chosen = (name: string): Subscription | undefined =>
    subscriptionsOf(world, session).find((subscription) => subscription.id === params.text(name));
  const method = methodsOf(world, customer).find(
    ({ id }) => id === (params.text("default") ?? params.text("detach")),
  );
  const [changed, cancelled, kept] = [chosen("change"), chosen("cancel"), chosen("keep")];
  if (changed) changePlan(world, session, changed, params.required("price"));
  else if (cancelled) cancelPlan(world, session, cancelled);
  else if (kept)
    world.change(
      "subscription",
      kept.id,
      { cancel_at_period_end: false, cancel_at: null, canceled_at: null },
      "customer.subscription.updated",
    );
  else if (method && params.has("detach")) detach(world, method);
  else if (method) preferMethod(world, customer, method.id);
  else if (params.has("add")) return addCard(world, session, params);
  else if (params.has("details")) changeDetails(world, customer, params);
  return undefined;
}

function changePlan(world: World, session: PortalSession, subscription: Subscription, price: string): void {
  const { features } = world.store.get("billing_portal.configuration", session.configuration);
  const items: { [key: string]: Value } = { "0": { id: subscription.items.data[0].id, price } };
  const behaviour = String(features.subscription_update.proration_behavior);
  changeItems(
    world,
    subscription,
    new Params({ items, proration_behavior: behaviour, payment_behavior: "error_if_incomplete" }),
  );
}

function cancelPlan(world: World, session: PortalSession, subscription: Subscription): void {
  const { features } = world.store.get("billing_portal.configuration", session.configuration);
  if (features.subscription_cancel.mode === "immediately") {
    const gives = features.subscription_cancel.proration_behavior !== "none";
    cancelNow(world, subscription, { prorate: gives, invoiceNow: gives, details: {} });
    return;
  }
  world.change(
    "subscription",
    subscription.id,
    {
      cancel_at_period_end: true,
      cancel_at: subscription.items.data[0].current_period_end,
      canceled_at: world.now(subscription.test_clock),
    },
    "customer.subscription.updated",
  );
}

function preferMethod(world: World, customer: string, method: string): void {
  const { invoice_settings } = world.store.get("customer", customer);
  world.change(
    "customer",
    customer,
    { invoice_settings: { ...invoice_settings, default_payment_method: method } },
    "customer.updated",
  );
}

function addCard(world: World, session: PortalSession, params: Params): string | undefined {
  const { customer } = session;
  const method = readCard(world, params, { email: world.store.get("customer", customer).email });
  const setup = makeSetup(world, { customer, metadata: {} });
  const after = confirmSetup(world, setup, method, { returnUrl: `${world.baseUrl}/portal/${session.id}` });
  if (after.status === "requires_action") return `/challenges/${after.id}`;
  if (after.status !== "succeeded")
    throw new StripeFailure(402, {
      type: "card_error",
      message: (after.last_setup_error as { message: string }).message,
    });
  preferMethod(world, customer, attach(world, world.store.get("payment_method", method.id), customer).id);
  return undefined;
}

const detailsForm = ({ name, address }: Customer): Html =>
  html`<section class="card">
    <h2>Billing details</h2>
    <form method="post">
      <label>Name <input name="name" maxlength="200" value="${name}" /></label>
      <label>Street and number <input name="line1" maxlength="200" value="${address?.line1}" /></label>
      <div class="two">
        <label>Postal code <input name="postal_code" maxlength="20" value="${address?.postal_code}" /></label>
        <label>City <input name="city" maxlength="100" value="${address?.city}" /></label>
      </div>
      <label>Country (two letters) <input name="country" maxlength="2" value="${address?.country}" /></label>
      <button name="details" value="save">Save</button>
    </form>
  </section>`;

function changeDetails(world: World, customer: string, params: Params): void {
  const address = readAddress(params) ?? world.store.get("customer", customer).address;
  world.change("customer", customer, { name: params.text("name"), address }, "customer.updated");
}
