import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import Stripe from "stripe";
import { beforeAll, describe, expect, it } from "vitest";
import type { StandIn } from "@/lib/stripe-stand-in";
import { makeEndpoint, makeStandIn, sdkOf, WEBHOOK_SECRET } from "./make-stand-in";

let standIn: StandIn;
let stripe: Stripe;
let endpoint: Awaited<ReturnType<typeof makeEndpoint>>;
let plans: { maker: Stripe.Price; studio: Stripe.Price };

beforeAll(async () => {
  endpoint = await makeEndpoint();
  standIn = await makeStandIn({ webhookUrl: endpoint.url, retryDelaysMs: [20, 20] });
  stripe = sdkOf(standIn);
  const plan = async (name: string, unit_amount: number) =>
    stripe.prices.create({
      currency: "usd",
      unit_amount,
      lookup_key: name,
      recurring: { interval: "month" },
      product_data: { name },
    });
  plans = { maker: await plan("maker", 1900), studio: await plan("studio", 4900) };
});

const customer = (more: Stripe.CustomerCreateParams = {}) =>
  stripe.customers.create({ email: "ada@example.com", metadata: { organization: "org_1" }, ...more });

const pay = async (method: string, more: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({
    amount: 1000,
    currency: "usd",
    customer: (await customer()).id,
    payment_method: method,
    confirm: true,
    off_session: true,
    ...more,
  });

const refusal = async (work: Promise<unknown>): Promise<Stripe.StripeRawError & { rawType?: string }> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(Stripe.errors.StripeError);
  return error as Stripe.StripeRawError;
};

describe("payments", () => {
  it("charges a card, and refunds a part and then the rest", async () => {
    const paid = await pay("pm_card_visa", { metadata: { pack: "small" } });
    expect(paid).toMatchObject({ status: "succeeded", amount_received: 1000, metadata: { pack: "small" } });
    const half = await stripe.refunds.create({ payment_intent: paid.id, amount: 400 });
    expect(half).toMatchObject({ amount: 400, status: "succeeded", payment_intent: paid.id });
    const charge = await stripe.charges.retrieve(String(paid.latest_charge), { expand: ["refunds"] });
    expect(charge).toMatchObject({ amount_refunded: 400, refunded: false });
    expect(charge.refunds?.data.map(({ id }) => id)).toEqual([half.id]);
    await stripe.refunds.create({ charge: charge.id });
    expect((await stripe.charges.retrieve(charge.id)).refunded).toBe(true);
    expect(await refusal(stripe.refunds.create({ charge: charge.id }))).toMatchObject({
      code: "charge_already_refunded",
    });
  });

  it("refuses more than was paid, nothing, and fractions", async () => {
    const { id } = await pay("pm_card_visa");
    expect((await refusal(stripe.refunds.create({ payment_intent: id, amount: 1001 }))).param).toBe("amount");
    expect((await refusal(stripe.refunds.create({ payment_intent: id, amount: 0 }))).param).toBe("amount");
    for (const [amount, code] of [
      [0, undefined],
      [-1, undefined],
      [1.5, "parameter_invalid_integer"],
      [1e9, undefined],
      [49, "amount_too_small"],
    ] as const)
      expect(await refusal(pay("pm_card_visa", { amount }))).toMatchObject({
        statusCode: 400,
        param: "amount",
        ...(code && { code }),
      });
  });

  it.each([
    ["pm_card_visa_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", ""],
    ["pm_card_authenticationRequired", "authentication_required", "authentication_required"],
  ])("declines %s with %s", async (method, code, decline) => {
    const error = await refusal(pay(method));
    expect(error).toMatchObject({ statusCode: 402, rawType: "card_error", code, decline_code: decline });
    // The attempt stays on record, as at Stripe.
    const intent = await stripe.paymentIntents.retrieve(error.payment_intent?.id ?? "");
    expect(intent).toMatchObject({ status: "requires_payment_method", last_payment_error: { code } });
  });

  it("asks the bank with somebody there, and not again off session once the card was set up", async () => {
    const { id } = await customer();
    const intent = await pay("pm_card_authenticationRequiredOnSetup", {
      customer: id,
      off_session: undefined,
      setup_future_usage: "off_session",
      return_url: "https://portal.example/back",
    });
    expect(intent.status).toBe("requires_action");
    const response = await fetch(intent.next_action?.redirect_to_url?.url ?? "", {
      method: "POST",
      body: new URLSearchParams({ answer: "approved" }),
      redirect: "manual",
    });
    expect(response.headers.get("location")).toBe("https://portal.example/back");
    const paid = await stripe.paymentIntents.retrieve(intent.id);
    expect(paid.status).toBe("succeeded");
    const again = await pay(String(paid.payment_method), { customer: id });
    expect(again.status).toBe("succeeded");
  });

  it("opens a dispute, which evidence wins", async () => {
    const paid = await pay("pm_card_createDispute");
    const [dispute] = (await stripe.disputes.list({ payment_intent: paid.id })).data;
    expect(dispute).toMatchObject({ amount: 1000, status: "needs_response" });
    expect((await refusal(stripe.refunds.create({ payment_intent: paid.id }))).code).toBe("charge_disputed");
    const won = await stripe.disputes.update(dispute.id, {
      evidence: { uncategorized_text: "winning_evidence" },
    });
    expect(won.status).toBe("won");
    expect(won.balance_transactions.map(({ amount }) => amount)).toEqual([-1000, 1000]);
  });
});

describe("subscriptions", () => {
  const subscribed = async (method = "pm_card_visa") => {
    const start = Date.UTC(2027, 0, 31, 12) / 1000;
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: start });
    const { id } = await customer({ test_clock: clock.id });
    const attached = await stripe.paymentMethods.attach(method, { customer: id });
    const subscription = await stripe.subscriptions.create({
      customer: id,
      items: [{ price: plans.maker.id }],
      default_payment_method: attached.id,
      expand: ["latest_invoice.payments"],
    });
    return { clock, customer: id, subscription, method: attached };
  };
  const at = (month: number, day: number) => Date.UTC(2027, month, day, 12) / 1000;

  it("renews over the ends of months, counted from its first day", async () => {
    const { clock, customer: of, subscription } = await subscribed();
    expect(subscription).toMatchObject({
      status: "active",
      items: { data: [{ current_period_end: at(1, 28) }] },
    });
    expect(subscription.latest_invoice).toMatchObject({
      status: "paid",
      amount_paid: 1900,
      payments: { data: [{ status: "paid", payment: { type: "payment_intent" } }] },
    });
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: at(3, 1) });
    const after = await stripe.subscriptions.retrieve(subscription.id);
    expect(after.items.data[0]).toMatchObject({
      current_period_start: at(2, 31),
      current_period_end: at(3, 30),
    });
    const invoices = await stripe.invoices.list({ customer: of });
    expect(
      invoices.data.map(({ billing_reason, status, created }) => [billing_reason, status, created]),
    ).toEqual([
      ["subscription_cycle", "paid", at(2, 31)],
      ["subscription_cycle", "paid", at(1, 28)],
      ["subscription_create", "paid", at(0, 31)],
    ]);
  });

  it("prorates a change in mid-period as its preview says", async () => {
    const { clock, subscription } = await subscribed();
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: at(1, 14) });
    const items = [{ id: subscription.items.data[0].id, price: plans.studio.id }];
    const preview = await stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: { items, proration_behavior: "always_invoice" },
    });
    // Half of 28 days is left: half of $49 less half of $19.
    expect(preview.lines.data.map(({ amount }) => amount)).toEqual([-950, 2450]);
    const changed = await stripe.subscriptions.update(subscription.id, {
      items,
      proration_behavior: "always_invoice",
      payment_behavior: "error_if_incomplete",
      expand: ["latest_invoice"],
    });
    expect(changed.latest_invoice).toMatchObject({ total: 1500, amount_paid: 1500, status: "paid" });
    expect(changed.items.data[0].price.id).toBe(plans.studio.id);
  });

  it("keeps the plan where the change cannot be paid, and gives credit for a smaller one", async () => {
    const { customer: of, subscription } = await subscribed();
    const items = [{ id: subscription.items.data[0].id, price: plans.studio.id }];
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: of });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
    const change = {
      items,
      proration_behavior: "always_invoice",
      payment_behavior: "error_if_incomplete",
    } as const;
    expect((await refusal(stripe.subscriptions.update(subscription.id, change))).code).toBe("card_declined");
    const kept = await stripe.subscriptions.retrieve(subscription.id);
    expect(kept.items.data[0].price.id).toBe(plans.maker.id);
    const cheap = await stripe.prices.create({
      currency: "usd",
      unit_amount: 900,
      recurring: { interval: "month" },
      product: String(plans.maker.product),
    });
    await stripe.subscriptions.update(subscription.id, {
      ...change,
      items: [{ id: subscription.items.data[0].id, price: cheap.id }],
    });
    expect(await stripe.customers.retrieve(of)).toMatchObject({ balance: -1000 });
  });

  it("lets a change wait for its payment, and drops it after a day", async () => {
    const { clock, customer: of, subscription } = await subscribed();
    const asks = await stripe.paymentMethods.attach("pm_card_authenticationRequired", { customer: of });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: asks.id });
    const change = () =>
      stripe.subscriptions.update(subscription.id, {
        items: [{ id: subscription.items.data[0].id, price: plans.studio.id }],
        proration_behavior: "always_invoice",
        payment_behavior: "pending_if_incomplete",
        expand: ["latest_invoice.payments.data.payment.payment_intent"],
      });
    const price = async () =>
      (await stripe.subscriptions.retrieve(subscription.id)).items.data[0].price.unit_amount;
    const waiting = await change();
    expect(waiting.latest_invoice).toMatchObject({ status: "open" });
    expect([waiting.items.data[0].price.id, await price()]).toEqual([plans.maker.id, 1900]);
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: at(1, 2) });
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ pending_update: null });
    const again = (await change()).latest_invoice as Stripe.Invoice;
    const intent = again.payments?.data[0].payment.payment_intent as Stripe.PaymentIntent;
    await fetch(intent.next_action?.redirect_to_url?.url ?? "", {
      method: "POST",
      body: new URLSearchParams({ answer: "approved" }),
      redirect: "manual",
    });
    expect(await price()).toBe(4900);
  });

  it("falls behind, tries again in 3, 5 and 7 days, and ends", async () => {
    const { clock, customer: of, subscription } = await subscribed();
    const bad = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: of });
    await stripe.subscriptions.update(subscription.id, { default_payment_method: bad.id });
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: at(2, 1) });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: at(2, 20) });
    const ended = await stripe.subscriptions.retrieve(subscription.id);
    expect(ended).toMatchObject({ status: "canceled", cancellation_details: { reason: "payment_failed" } });
    const [invoice] = (await stripe.invoices.list({ customer: of })).data;
    expect(invoice).toMatchObject({ status: "open", attempt_count: 4 });
  });

  it("ends with its period, or at once", async () => {
    const { clock, subscription } = await subscribed();
    const leaving = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    expect(leaving).toMatchObject({ status: "active", cancel_at: at(1, 28) });
    await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: at(2, 1) });
    expect(await stripe.subscriptions.retrieve(subscription.id)).toMatchObject({
      status: "canceled",
      ended_at: at(1, 28),
    });
    const other = await subscribed();
    expect((await stripe.subscriptions.cancel(other.subscription.id)).status).toBe("canceled");
  });
});

describe("the wire", () => {
  it("answers a repeated key once, and refuses it for another call", async () => {
    const create = (email: string) => stripe.customers.create({ email }, { idempotencyKey: "key-1" });
    const first = await create("one@example.com");
    const second = await create("one@example.com");
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect((await refusal(create("two@example.com"))).rawType).toBe("idempotency_error");
    const charge = () =>
      stripe.paymentIntents.create(
        { amount: 700, currency: "usd", confirm: true, payment_method: "pm_card_visa_chargeDeclined" },
        { idempotencyKey: "key-2" },
      );
    const [once, twice] = [await refusal(charge()), await refusal(charge())];
    expect(twice.payment_intent?.id).toBe(once.payment_intent?.id);
  });

  it("refuses another key, what it does not hold, and half a call", async () => {
    expect(await refusal(sdkOf(standIn, "sk_test_other00000").customers.list())).toMatchObject({
      statusCode: 401,
      rawType: "invalid_request_error",
    });
    expect(await refusal(stripe.customers.retrieve("cus_none"))).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
    expect(
      await refusal(stripe.checkout.sessions.create({ mode: "payment", success_url: "https://a.example" })),
    ).toMatchObject({ statusCode: 400, code: "parameter_missing", param: "line_items" });
  });

  it("pages through a list, newest first, and expands what is asked for", async () => {
    const { id } = await customer({ name: "Lister" });
    for (const amount of [100, 200, 300]) await pay("pm_card_visa", { amount, customer: id });
    const amounts: number[] = [];
    for await (const intent of stripe.paymentIntents.list({
      customer: id,
      limit: 2,
      expand: ["data.customer"],
    })) {
      amounts.push(intent.amount);
      expect(intent.customer).toMatchObject({ name: "Lister" });
    }
    expect(amounts).toEqual([300, 200, 100]);
    const page = await stripe.paymentIntents.list({ customer: id, limit: 2 });
    expect(page.has_more).toBe(true);
    expect((await refusal(stripe.customers.retrieve(id, { expand: ["nothing"] }))).param).toBe("expand");
  });

  it("finds a price by its key, which one price holds", async () => {
    const found = await stripe.prices.list({ lookup_keys: ["maker", "other"], expand: ["data.product"] });
    expect(found.data).toMatchObject([{ id: plans.maker.id, product: { name: "maker" } }]);
    const again = {
      currency: "usd",
      unit_amount: 1,
      product: String(plans.maker.product),
      lookup_key: "maker",
    };
    expect((await refusal(stripe.prices.create(again))).param).toBe("lookup_key");
  });

  it("writes objects with every field that the SDK's types require", async () => {
    const paid = await pay("pm_card_createDispute");
    const charge = await stripe.charges.retrieve(String(paid.latest_charge));
    const { data: invoices } = await stripe.invoices.list({ limit: 1 });
    const { data: subscriptions } = await stripe.subscriptions.list({ limit: 1, status: "all" });
    const samples: [string, string, object][] = [
      ["PaymentIntents", "PaymentIntent", paid],
      ["Charges", "Charge", charge],
      [
        "PaymentMethods",
        "PaymentMethod",
        await stripe.paymentMethods.retrieve(String(charge.payment_method)),
      ],
      ["Disputes", "Dispute", (await stripe.disputes.list({ limit: 1 })).data[0]],
      ["Refunds", "Refund", (await stripe.refunds.list({ limit: 1 })).data[0]],
      ["Customers", "Customer", await stripe.customers.retrieve(String(paid.customer))],
      ["Prices", "Price", plans.maker],
      ["Products", "Product", await stripe.products.retrieve(String(plans.maker.product))],
      ["Invoices", "Invoice", invoices[0]],
      ["InvoiceLineItems", "InvoiceLineItem", invoices[0].lines.data[0]],
      ["InvoicePayments", "InvoicePayment", (await stripe.invoicePayments.list({ limit: 1 })).data[0]],
      ["Subscriptions", "Subscription", subscriptions[0]],
      ["SubscriptionItems", "SubscriptionItem", subscriptions[0].items.data[0]],
      ["SetupIntents", "SetupIntent", await stripe.setupIntents.create({})],
      ["BalanceTransactions", "BalanceTransaction", (await stripe.balanceTransactions.list()).data[0]],
      ["Events", "EventBase", (await stripe.events.list({ limit: 1 })).data[0]],
      ["Coupons", "Coupon", await stripe.coupons.create({ percent_off: 10 })],
      [
        "Checkout/Sessions",
        "Session",
        await stripe.checkout.sessions.create({
          mode: "subscription",
          line_items: [{ price: plans.maker.id, quantity: 1 }],
          success_url: "https://a.example",
        }),
      ],
    ];
    const missing = samples.flatMap(([file, name, sample]) =>
      requiredFields(file, name)
        .filter((field) => !(field in sample))
        .map((field) => `${name}.${field}`),
    );
    expect(missing).toEqual([]);
  });
});

/** Of an interface in the SDK's type declarations: the fields at its first level without a question mark. */
function requiredFields(file: string, name: string): string[] {
  const text = readFileSync(path.resolve(`node_modules/stripe/esm/resources/${file}.d.ts`), "utf8");
  const body = text.slice(text.indexOf(`export interface ${name} {`)).split("\n}")[0];
  const fields = [...body.matchAll(/^ {4}(\w+): /gm)].map((match) => match[1]);
  expect(fields.length).toBeGreaterThan(5);
  return fields;
}

describe("events", () => {
  it("are signed as the SDK verifies them, and old or altered ones are refused", async () => {
    await pay("pm_card_visa");
    await standIn.settled();
    const { body, signature } = endpoint.received.at(-1)!;
    const event = stripe.webhooks.constructEvent(body, signature, WEBHOOK_SECRET);
    expect(event.type).toBe("payment_intent.succeeded");
    const construct = (text: string, by: string) => () =>
      stripe.webhooks.constructEvent(text, by, WEBHOOK_SECRET);
    expect(construct(body.replace("1000", "9999"), signature)).toThrow(/signature/i);
    const old = stripe.webhooks.generateTestHeaderString({
      payload: body,
      secret: WEBHOOK_SECRET,
      timestamp: Math.floor(Date.now() / 1000) - 301,
    });
    expect(construct(body, old)).toThrow(/tolerance/);
  });

  it("are sent again until they are taken, and can be listed when they never arrived", async () => {
    const refusing = await makeEndpoint([500, 429]);
    const other = await makeStandIn({ webhookUrl: refusing.url, retryDelaysMs: [1, 1] });
    const sdk = sdkOf(other);
    await sdk.products.create({ name: "Pack" });
    await expect.poll(() => refusing.types()).toEqual(Array(3).fill("product.created"));
    await expect.poll(async () => (await sdk.events.list()).data[0].pending_webhooks).toBe(0);
    other.setFaults({ lost: true });
    await sdk.products.create({ name: "Lost" });
    await other.settled();
    expect(refusing.received).toHaveLength(3);
    const lost = await sdk.events.list({ delivery_success: false, types: ["product.created"] });
    expect(lost.data.map(({ data }) => (data.object as Stripe.Product).name)).toEqual(["Lost"]);
  });

  it("come twice, late and in the wrong order, and calls fail, where that is switched on", async () => {
    const taking = await makeEndpoint();
    const other = await makeStandIn({ webhookUrl: taking.url });
    const sdk = sdkOf(other);
    // Longer than any machine takes between the two: the first must still wait when the second comes.
    other.setFaults({ duplicates: 1, outOfOrder: true, delayMs: 5_000 });
    await sdk.products.create({ name: "A", id: "a" });
    await sdk.products.update("a", { name: "B" });
    await other.settled();
    expect(taking.received).toEqual([]);
    await expect
      .poll(() => taking.types())
      .toEqual(["product.updated", "product.updated", "product.created", "product.created"]);
    expect(taking.received[0].event.data.previous_attributes).toMatchObject({ name: "A" });
    other.setFaults({ api: "down" });
    expect((await refusal(sdk.products.list())).statusCode).toBe(503);
    other.setFaults({ api: "silent" });
    const impatient = sdk.products.list({}, { timeout: 50 });
    await expect(impatient).rejects.toBeInstanceOf(Stripe.errors.StripeConnectionError);
  });
});

describe("the journal", () => {
  it("loses nothing over a restart, and what was cut short alone", async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "stand-in-"));
    const file = path.join(folder, "stripe-stand-in.jsonl");
    const first = await makeStandIn({ file });
    const made = await sdkOf(first).customers.create(
      { email: "kept@example.com" },
      { idempotencyKey: "kept" },
    );
    await first.close();
    const { appendFile } = await import("node:fs/promises");
    await appendFile(file, '[["customer","cus_torn",{"id":"cus_to');
    const second = await makeStandIn({ file });
    const sdk = sdkOf(second);
    expect(await sdk.customers.retrieve(made.id)).toMatchObject({ email: "kept@example.com" });
    const again = await sdk.customers.create({ email: "kept@example.com" }, { idempotencyKey: "kept" });
    expect(again.id).toBe(made.id);
    expect((await sdk.customers.list()).data).toHaveLength(1);
    await second.close();
    await rm(folder, { recursive: true });
  });
});
