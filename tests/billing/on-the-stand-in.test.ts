import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type Stripe from "stripe";
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from "vitest";
import { POST } from "@/app/api/stripe/route";
import {
  addTaxId,
  buyPack,
  cancelPlan,
  changePlan,
  choosePlan,
  getBilling,
  getBillingDetails,
  listInvoices,
  listPaymentMethods,
  listPayments,
  openPortal,
  refundPayment,
  settleCheckout,
  syncCatalogue,
  updateBillingDetails,
  updateSpendingControl,
} from "@/lib/billing";
import { followAddress } from "@/lib/billing/follow-address";
import { BuyPack, ChoosePlan } from "@/lib/billing/schema";
import { billingData } from "@/lib/billing/personal-data";
import { stripe } from "@/lib/billing/stripe";
import { accountJobs } from "@/lib/accounts/jobs";
import { overrideEnv } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import type { StandIn } from "@/lib/stripe-stand-in";
import { freshDatabase } from "../support/database";
import { findCardNumbers } from "../support/find-card-numbers";
import { startMailServer } from "../support/mail-server";
import { makeAccount } from "../support/make-account";
import {
  card,
  makeStandIn,
  sdkOf,
  SECRET_KEY,
  visit,
  WEBHOOK_SECRET,
} from "../stripe-stand-in/make-stand-in";
import { handle, queued, runJob } from "./buyers";

let standIn: StandIn;
let sdk: Stripe;
let close: () => void;
let mails: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  await freshDatabase();
  mails = await startMailServer();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await POST(
      new Request("http://localhost/api/stripe", {
        method: "POST",
        body: Buffer.concat(chunks),
        headers: { "Stripe-Signature": String(request.headers["stripe-signature"]) },
      }),
    );
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => server.close();
  standIn = await makeStandIn({
    webhookUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/stripe`,
  });
  sdk = sdkOf(standIn);
  overrideEnv({
    stripeSecretKey: SECRET_KEY,
    stripeWebhookSecret: WEBHOOK_SECRET,
    stripeApiUrl: standIn.url,
  });
  expect(await syncCatalogue({ dryRun: false })).toHaveLength(15);
  expect(await syncCatalogue({ dryRun: false })).toEqual([]);
});
afterAll(async () => {
  close();
  await mails.close();
});

/** Lets all arrive that was sent, and handles it. */
async function arrived(): Promise<void> {
  await standIn.settled();
  for (const { eventId } of await queued("billing.event")) await handle(eventId);
}
const place = { line1: "Ring 1", postal_code: "10115", city: "Berlin", country: "DE" };
const address = { ...place, email: "ada@example.com" };

it("sells packs and plans from the first page to the last refund, by Stripe's API as the SDK speaks it", async () => {
  const { ctx, organizationId, userId } = await makeAccount({ credits: 0 });
  const page = await buyPack(ctx, BuyPack.parse({ pack: "pack_small", quantity: 2 }));
  await visit(page.url!, { ...card("4242424242424242"), ...address, save: "true" });
  expect(await settleCheckout(ctx, { id: page.id })).toMatchObject({ status: "paid" });
  expect(await getBalance(ctx)).toBe(2_000);
  await arrived();
  expect(await getBalance(ctx)).toBe(2_000);

  const chosen = await choosePlan(ctx, ChoosePlan.parse({ plan: "maker" }));
  const asked = await visit(chosen.url!, { ...card("4000 0027 6000 3184"), ...address });
  await visit(asked.to!, { answer: "approved" });
  await arrived();
  expect(await getBalance(ctx)).toBe(4_200);
  expect(await getBilling(ctx)).toMatchObject({ plan: "maker", next_plan: "maker", status: "active" });

  // Its bank wants to be asked each time: another card pays the difference.
  const { stripeCustomerId } = await db().billingAccount.findUniqueOrThrow({ where: { organizationId } });
  const method = await sdk.paymentMethods.attach("pm_card_visa", { customer: stripeCustomerId! });
  await sdk.customers.update(stripeCustomerId!, { invoice_settings: { default_payment_method: method.id } });
  const { subscriptionId } = await db().billingAccount.findUniqueOrThrow({ where: { organizationId } });
  await sdk.subscriptions.update(subscriptionId!, { default_payment_method: method.id });
  expect(await changePlan(ctx, { plan: "studio" })).toEqual({ takes_effect: "now", payment_url: null });
  await arrived();
  const afterChange = await getBalance(ctx);
  expect(Math.abs(afterChange - (2_000 + 9_900))).toBeLessThan(10);
  expect(await getBilling(ctx)).toMatchObject({ plan: "studio" });
  expect(await changePlan(ctx, { plan: "maker" })).toMatchObject({ takes_effect: "later" });
  await cancelPlan(ctx, { cancel: true });
  expect(await getBilling(ctx)).toMatchObject({
    plan: "studio",
    next_plan: null,
    cancels_at_period_end: true,
  });
  await cancelPlan(ctx, { cancel: false });
  expect(await getBilling(ctx)).toMatchObject({ next_plan: "maker" });

  const pack = (await listPayments(ctx)).find(({ kind }) => kind === "pack")!;
  expect(pack).toMatchObject({ amount_cents: 20_00, credits: 2_000 });
  expect(await refundPayment(ctx, { payment_id: pack.id, reason: "Not needed" })).toEqual({
    amount_cents: 20_00,
  });
  await runJob("billing.refund", (await queued("billing.refund"))[0]);
  await arrived();
  expect(await getBalance(ctx)).toBe(afterChange - 2_000);
  expect((await sdk.refunds.list({ limit: 1 })).data[0]).toMatchObject({
    amount: 20_00,
    status: "succeeded",
  });

  expect((await listInvoices(ctx)).map(({ status }) => status)).toEqual(["paid", "paid", "paid"]);
  expect((await listPaymentMethods(ctx)).find((saved) => saved.default)).toMatchObject({
    name: "Visa",
    last_four: "4242",
  });
  await updateBillingDetails(ctx, { ...place, name: "Ada Works", email: "billing@example.com" });
  await addTaxId(ctx, { type: "eu_vat", value: "DE123456789" });
  expect(await getBillingDetails(ctx)).toMatchObject({
    name: "Ada Works",
    city: "Berlin",
    tax_ids: [{ value: "DE123456789" }],
  });
  expect((await openPortal(ctx)).url).toMatch(/^http/);

  await updateSpendingControl(ctx, {
    low_balance_credits: null,
    monthly_credit_cap: null,
    top_up: { on: true, below_credits: 1_000_000, pack: "pack_small", quantity: 1, monthly_cents: 10_00 },
  });
  await runJob("billing.watch");
  const [{ id: topUpId }] = await db().topUp.findMany({ where: { organizationId } });
  await runJob("billing.top_up", { topUpId });
  await arrived();
  expect(await getBalance(ctx)).toBe(afterChange - 1_000);

  await billingData.erase({ userId, organizationIds: [organizationId] }, new AbortController().signal);
  expect(await sdk.customers.retrieve(stripeCustomerId!)).toMatchObject({ deleted: true });
});

it("row 4: keeps no card number, in the database or in the mails that told of it", async () => {
  for (const payload of await queued("account.email"))
    await accountJobs["account.email"](payload, { jobId: newId("event") } as never);
  const sent = mails.received.map(({ text }) => text).join("\n");
  expect(sent).toContain("2 =C3=97 1,000 credits");
  expect(findCardNumbers(sent)).toEqual([]);
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`;
  let rows = 0;
  for (const { name } of tables) {
    const found = await db().$queryRawUnsafe<{ text: string }[]>(`SELECT t::text AS text FROM ${name} AS t`);
    rows += found.length;
    for (const { text } of found) expect(findCardNumbers(text)).toEqual([]);
  }
  expect(rows).toBeGreaterThan(50);
  expect(findCardNumbers("paid with 4000 0027 6000 3184.")).toHaveLength(1);
});

it("takes one payment for a page however often it is paid, and grants each page that was", async () => {
  const { ctx, organizationId } = await makeAccount({ credits: 0 });
  const wish = BuyPack.parse({ pack: "pack_small" });
  const [page, same] = await Promise.all([buyPack(ctx, wish), buyPack(ctx, wish)]);
  expect(same.url).toBe(page.url);
  const pay = (url: string) => visit(url, { ...card("4242424242424242"), ...address });
  await Promise.all([pay(page.url!), pay(page.url!)]);
  await pay(page.url!);
  await arrived();
  expect(await getBalance(ctx)).toBe(1_000);
  const { stripeCustomerId: customer } = await db().billingAccount.findUniqueOrThrow({
    where: { organizationId },
  });
  expect((await sdk.paymentIntents.list({ customer: customer! })).data).toHaveLength(1);
  // Another page, which we no longer show while somebody still has it open, beside its successor.
  const left = await buyPack(ctx, wish);
  await db().billingCheckout.update({ where: { id: left.id }, data: { status: "expired" } });
  await pay((await buyPack(ctx, wish)).url!);
  await pay(left.url!);
  await arrived();
  expect(await getBalance(ctx)).toBe(3_000);
  expect(await listPayments(ctx)).toHaveLength(3);
});

it("takes codes: gives what one left nothing to pay for, once, and counts what another took off", async () => {
  const { ctx } = await makeAccount({ credits: 0 });
  const { id: coupon } = await sdk.coupons.create({ percent_off: 100 });
  await sdk.promotionCodes.create({ promotion: { type: "coupon", coupon }, code: "ALL-OF-IT" });
  const page = await buyPack(ctx, BuyPack.parse({ pack: "pack_small", coupon: "ALL-OF-IT" }));
  await visit(page.url!, { name: "Ada", ...address });
  await settleCheckout(ctx, { id: page.id });
  await arrived();
  expect(await getBalance(ctx)).toBe(1_000);
  expect(await listPayments(ctx)).toMatchObject([{ amount_cents: 0, credits: 1_000 }]);

  // One that leaves a part: the credits are whole, and what goes back is what was paid.
  const { id: quarter } = await sdk.coupons.create({ percent_off: 25 });
  await sdk.promotionCodes.create({ promotion: { type: "coupon", coupon: quarter }, code: "A-QUARTER" });
  const dearer = await buyPack(ctx, BuyPack.parse({ pack: "pack_small", coupon: "A-QUARTER" }));
  await visit(dearer.url!, { ...card("4242424242424242"), ...address });
  await arrived();
  expect(await getBalance(ctx)).toBe(2_000);
  const { id: payment_id } = (await listPayments(ctx)).find(({ amount_cents }) => amount_cents === 7_50)!;
  expect(await refundPayment(ctx, { payment_id, reason: "Not needed" })).toEqual({ amount_cents: 7_50 });
  expect(await getBalance(ctx)).toBe(1_000);
});

it("finds by the hour what was paid while its events were lost", async () => {
  const { ctx } = await makeAccount({ credits: 0 });
  const page = await buyPack(ctx, BuyPack.parse({ pack: "pack_medium" }));
  overrideEnv({ stripeWebhookSecret: "whsec_another0123456789" });
  await visit(page.url!, { ...card("4242424242424242"), ...address });
  await runJob("billing.reconcile");
  overrideEnv({ stripeWebhookSecret: WEBHOOK_SECRET });
  expect(await getBalance(ctx)).toBe(5_250);
  for (const { eventId } of await queued("billing.event")) await handle(eventId);
  expect(await getBalance(ctx)).toBe(5_250);
});

it("rows 37 and 54: Stripe is told once of another mail address, once of an erasure, and not again where that is done", async () => {
  const { ctx, organizationId, userId, email } = await makeAccount();
  await buyPack(ctx, BuyPack.parse({ pack: "pack_small", quantity: 1 }));
  const { stripeCustomerId } = await db().billingAccount.findUniqueOrThrow({ where: { organizationId } });
  const customer = stripeCustomerId!;
  await sdk.customers.update(customer, { email });
  const update = vi.spyOn(stripe().customers, "update");
  const del = vi.spyOn(stripe().customers, "del");
  onTestFinished(() => [update, del].forEach((spy) => spy.mockRestore()));
  const moved = `moved-${email}`;
  await db().user.update({ where: { id: userId }, data: { email: moved } });
  const former = {
    id: newId("formerAddress"),
    userId,
    fromEmail: email,
    toEmail: moved,
    changedAt: new Date(),
  };
  await db().formerAddress.create({ data: former });
  for (let time = 0; time < 2; time++) await followAddress(former.id);
  expect(update.mock.calls.map(([id, change]) => [id, change])).toEqual([[customer, { email: moved }]]);
  expect(await sdk.customers.retrieve(customer)).toMatchObject({ email: moved });
  const holder = { userId, organizationIds: [organizationId] };
  for (let time = 0; time < 2; time++) await billingData.erase(holder, new AbortController().signal);
  expect(await sdk.customers.retrieve(customer)).toMatchObject({ deleted: true });
  expect(del.mock.calls.map(([id]) => id)).toEqual([customer]);
});
