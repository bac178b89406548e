import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { whyNoStandIn } from "@/lib/run/stand-in-settings";
import { card, makeStandIn, sdkOf, visit } from "./make-stand-in";

let stripe: Stripe;
let pack: Stripe.Price;
let plan: Stripe.Price;
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "stand-in-"));
  file = path.join(folder, "journal.jsonl");
  stripe = sdkOf(await makeStandIn({ file }));
  const price = (name: string, unit_amount: number, recurring?: Stripe.PriceCreateParams.Recurring) =>
    stripe.prices.create({ currency: "usd", unit_amount, product_data: { name }, recurring });
  pack = await price("1,000 credits", 1000);
  plan = await price("Maker", 1900, { interval: "month" });
});
afterAll(() => rm(folder, { recursive: true }));

const open = async (more: Partial<Stripe.Checkout.SessionCreateParams> = {}) => {
  const customer = await stripe.customers.create({ email: "ada@example.com" });
  const session = await stripe.checkout.sessions.create({
    mode: "payment",
    customer: customer.id,
    line_items: [{ price: pack.id, quantity: 2 }],
    success_url: "https://portal.example/credits?checkout={CHECKOUT_SESSION_ID}",
    cancel_url: "https://portal.example/credits",
    payment_intent_data: { metadata: { credits: "2000" } },
    ...more,
  });
  return { session, customer: customer.id, url: session.url ?? "" };
};
const subscribe = () =>
  open({
    mode: "subscription",
    payment_intent_data: undefined,
    line_items: [{ price: plan.id, quantity: 1 }],
    subscription_data: { metadata: { plan: "maker" } },
  });

describe("the payment page", () => {
  it("takes a card once, with address, tax id and code, and bills it", async () => {
    const coupon = await stripe.coupons.create({ percent_off: 25 });
    await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon: coupon.id }, code: "QUARTER" });
    const { session, customer, url } = await open({
      allow_promotion_codes: true,
      billing_address_collection: "required",
      tax_id_collection: { enabled: true },
      customer_update: { address: "auto", name: "auto" },
      invoice_creation: { enabled: true },
    });
    expect((await visit(url)).text).toContain("no real money");
    expect((await visit(url, { promotion_code: "none" })).text).toContain("promotion code is invalid");
    await visit(url, { promotion_code: "quarter" });
    const paid = await visit(url, {
      ...card("4242 4242 4242 4242"),
      line1: "Ring 1",
      postal_code: "10115",
      city: "Berlin",
      country: "de",
      business_name: "Ada <Works>",
      tax_id: "DE123456789",
    });
    expect(paid.to).toBe(`https://portal.example/credits?checkout=${session.id}`);
    const done = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ["line_items", "payment_intent", "invoice"],
    });
    expect(done).toMatchObject({
      status: "complete",
      payment_status: "paid",
      amount_subtotal: 2000,
      amount_total: 1500,
      line_items: { data: [{ quantity: 2, amount_total: 1500, price: { id: pack.id } }] },
      payment_intent: { status: "succeeded", amount: 1500, metadata: { credits: "2000" } },
      invoice: { status: "paid", total: 1500, amount_paid: 1500 },
      customer_details: { address: { country: "DE" }, tax_ids: [{ type: "eu_vat", value: "DE123456789" }] },
    });
    expect(await stripe.customers.retrieve(customer)).toMatchObject({
      name: "Ada <Works>",
      address: { city: "Berlin" },
    });
    const invoice = await visit((done.invoice as Stripe.Invoice).hosted_invoice_url ?? "");
    expect(invoice.text).toContain("Ada &lt;Works&gt;");
    // A second press finds it paid.
    expect((await visit(url, card("4242 4242 4242 4242"))).to).toContain("/pay/");
    expect((await stripe.paymentIntents.list({ customer })).data).toHaveLength(1);
  });

  it.each([
    ["4000 0000 0000 0002", "Your card was declined."],
    ["4000 0000 0000 9995", "insufficient funds"],
    ["4111 1111 1111 1112", "Only Stripe&#39;s test cards"],
    ["42", "card number is incomplete"],
  ])("says why %s does not pay, and takes another", async (number, why) => {
    const { session, url } = await open();
    const declined = await visit(url, card(number));
    expect([declined.status, declined.text.includes(why)]).toEqual([402, true]);
    expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("open");
    expect((await visit(url, card("4242424242424242"))).to).toContain(session.id);
  });

  it("asks the bank, which may refuse and then approve", async () => {
    const { session, url } = await subscribe();
    const asked = await visit(url, card("4000 0027 6000 3184"));
    expect((await visit(asked.to ?? "")).text).toContain("waits for your approval");
    const refused = await visit(asked.to ?? "", { answer: "refused" });
    expect((await visit(refused.to ?? "")).text).toContain("unable to authenticate");
    const again = await visit(url, card("4000 0027 6000 3184"));
    const approved = await visit(again.to ?? "", { answer: "approved" });
    expect((await visit(approved.to ?? "")).to).toContain(session.id);
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
    expect(done).toMatchObject({
      payment_status: "paid",
      subscription: { status: "active", metadata: { plan: "maker" } },
    });
    const { data } = await stripe.subscriptions.list({ customer: String(done.customer), status: "all" });
    expect(data).toHaveLength(1);
  });

  it("asks for no card where a code leaves nothing to pay, and takes nothing once it has expired", async () => {
    const { id: coupon } = await stripe.coupons.create({ percent_off: 100 });
    const { session, url } = await open({ discounts: [{ coupon }] });
    await visit(url, { name: "Ada" });
    expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
      payment_status: "no_payment_required",
      payment_intent: null,
    });
    const other = await open();
    await stripe.checkout.sessions.expire(other.session.id);
    expect((await visit(other.url)).status).toBe(410);
    await visit(other.url, card("4242424242424242"));
    expect((await stripe.paymentIntents.list({ customer: other.customer })).data).toEqual([]);
  });
});

describe("the customer's portal", () => {
  it("shows invoices, keeps another card and cancels, as far as it is configured", async () => {
    const { customer, url } = await subscribe();
    await visit(url, card("4242424242424242"));
    const configuration = await stripe.billingPortal.configurations.create({
      features: {
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: { enabled: true, mode: "at_period_end" },
        customer_update: { enabled: true, allowed_updates: ["address"] },
      },
    });
    const session = await stripe.billingPortal.sessions.create({ customer, configuration: configuration.id });
    expect((await visit(session.url)).text).toMatch(/Maker[\s\S]*Cancel the plan[\s\S]*-0001/);
    expect((await visit(session.url, { add: "card", ...card("4000000000000002") })).status).toBe(402);
    await visit(session.url, { add: "card", ...card("5555555555554444") });
    const of = (await stripe.customers.retrieve(customer, {
      expand: ["invoice_settings.default_payment_method"],
    })) as Stripe.Customer;
    expect(of.invoice_settings.default_payment_method).toMatchObject({ card: { last4: "4444" } });
    const { data } = await stripe.subscriptions.list({ customer });
    await visit(session.url, { cancel: data[0].id });
    expect(await stripe.subscriptions.retrieve(data[0].id)).toMatchObject({ cancel_at_period_end: true });
  });
});

describe("card numbers", () => {
  it("are kept nowhere, whatever was typed", () => {
    const digits = readFileSync(file, "utf8");
    expect(digits.length).toBeGreaterThan(10_000);
    for (const number of ["4242424242424242", "4000002760003184", "4111111111111112", "5555555555554444"])
      expect(digits.replace(/[ -]/g, "")).not.toContain(number);
  });
});

describe("production", () => {
  it("is where the stand-in does not run", () => {
    for (const publicUrl of ["http://localhost:3000", "http://127.0.0.1:80", "http://[::1]:3000"])
      expect(whyNoStandIn({ publicUrl })).toBeUndefined();
    for (const publicUrl of [
      "https://printpal.example",
      "http://192.168.1.5:3000",
      "https://localhost.example",
    ])
      expect(whyNoStandIn({ publicUrl })).toContain("Set STRIPE_SECRET_KEY");
  });
});
