import type Stripe from "stripe";
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { cancelPlan, changePlan, choosePlan, getBilling, syncCatalogue } from "@/lib/billing";
import { refreshPlans } from "@/lib/billing/refresh-plans";
import { planOf } from "@/lib/billing/refresh-plan";
import { describePlan, type PlanLine } from "@/lib/billing/sync-invoice";
import { getBalance, listLedger } from "@/lib/credits";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { db } from "@/lib/db";
import type { StandIn } from "@/lib/stripe-stand-in";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { sdkOf } from "../stripe-stand-in/make-stand-in";
import { becomes, deliver, dispute, eventOf, lastEvent, queued, seconds, sellOnStandIn } from "./buyers";

let standIn: StandIn;
let sdk: Stripe;
let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  standIn = await sellOnStandIn();
  sdk = sdkOf(standIn);
  await syncCatalogue({ dryRun: false });
});
beforeEach(async () => void (account = await makeAccount({ credits: 0 })));

const DAY = 86_400;

interface Subscribed {
  id: string;
  customer: string;
  /** Moves Stripe's time for this customer. */
  advanceTo(time: number): Promise<unknown>;
  period: { start: number; end: number };
  /** The payment of its newest invoice. */
  payment(): string;
}

/** A subscription at Stripe, its first month paid; we were told nothing of it yet. */
async function subscribe(plan: string, { daysAgo = 0 } = {}): Promise<Subscribed> {
  const { organizationId } = account;
  const { store } = standIn.world;
  const clock = await sdk.testHelpers.testClocks.create({ frozen_time: seconds() - daysAgo * DAY });
  const { id: customer } = await sdk.customers.create({ test_clock: clock.id, email: "ada@example.com" });
  const { id: default_payment_method } = await sdk.paymentMethods.attach("pm_card_visa", { customer });
  const vaultSubject = crypto.randomUUID();
  await db().billingAccount.create({ data: { organizationId, stripeCustomerId: customer, vaultSubject } });
  const price = store.all("price").find(({ lookup_key }) => lookup_key === `plan_${plan}`)!.id;
  const { id, items } = await sdk.subscriptions.create({
    customer,
    items: [{ price }],
    default_payment_method,
  });
  const { current_period_start: start, current_period_end: end } = items.data[0];
  const newest = () =>
    store.all("invoice_payment").findLast(({ invoice }) => invoice === latestInvoice(id).id)!;
  return {
    ...{ id, customer, period: { start, end } },
    advanceTo: (frozen_time) => sdk.testHelpers.testClocks.advance(clock.id, { frozen_time }),
    payment: () => newest().payment.payment_intent,
  };
}
const latestInvoice = (subscription: string) => {
  const { store } = standIn.world;
  return store.get("invoice", store.get("subscription", subscription).latest_invoice!);
};
const last = (type: string) => deliver(lastEvent(standIn, type));
const held = () => db().organization.findUniqueOrThrow({ where: { id: account.organizationId } });

describe("a plan", () => {
  it("begins when it is paid, with its credits until a week after its period, and what it allows", async () => {
    await refreshPlans();
    expect(await held()).toMatchObject({ plan: "free", generationsAtOnce: 2, keepModelsDays: 7 });
    const { period } = await subscribe("studio");
    await last("customer.subscription.updated");
    expect((await held()).plan).toBe("free");
    await Promise.all([
      ...[last("invoice.paid"), last("invoice.paid"), last("charge.succeeded")],
      last("invoice_payment.paid"),
    ]);
    expect(await getBalance(account.ctx)).toBe(9_900);
    expect(await held()).toMatchObject({ plan: "studio", generationsAtOnce: 10, keepModelsDays: 365 });
    expect(await getBilling(account.ctx)).toMatchObject({
      plan: "studio",
      next_plan: "studio",
      status: "active",
    });
    const lot = await db().creditLot.findFirstOrThrow({ where: { organizationId: account.organizationId } });
    expect(lot.expiresAt).toEqual(new Date((period.end + 7 * DAY) * 1000));
    await expect(choosePlan(account.ctx, { plan: "maker", currency: "usd" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("becomes larger at once with the difference for the days that are left, and smaller with the next period", async () => {
    const { id, period, advanceTo } = await subscribe("maker", { daysAgo: 15 });
    await last("customer.subscription.updated");
    await last("invoice.paid");
    // Half of the month is left.
    await advanceTo((period.start + period.end) / 2);
    expect(await changePlan(account.ctx, { plan: "studio" })).toEqual({
      takes_effect: "now",
      payment_url: null,
    });
    expect(await getBalance(account.ctx)).toBe(2_200 + (9_900 - 2_200) / 2);
    expect((await held()).plan).toBe("studio");
    const [entry] = (await listLedger(account.ctx, { source: "plan" })).data;
    expect(entry.reason).toMatch(/^Plan: change to Studio until /);

    const invoice = latestInvoice(id);
    expect(invoice.lines.data.map(({ amount }) => amount)).toEqual([-9_50, 39_50]);
    expect(await changePlan(account.ctx, { plan: "maker" })).toMatchObject({ takes_effect: "later" });
    expect(latestInvoice(id).id).toBe(invoice.id);
    expect((await held()).plan).toBe("studio");

    await advanceTo(period.end + 3600);
    vi.spyOn(clock, "now").mockReturnValue(new Date((period.end + 7200) * 1000));
    onTestFinished(() => void vi.restoreAllMocks());
    await last("invoice.paid");
    expect(latestInvoice(id).amount_paid).toBe(19_00);
    expect((await held()).plan).toBe("maker");
  });

  it.each([
    ["had it end", { next_plan: null, cancels: true }],
    ["chose a smaller one", { next_plan: "maker", cancels: false }],
  ] as const)("is after a decline what its customer wished before: who %s", async (_name, wish) => {
    const { id, customer } = await subscribe(wish.cancels ? "maker" : "studio");
    await last("customer.subscription.updated");
    await last("invoice.paid");
    if (wish.cancels) await cancelPlan(account.ctx, { cancel: true });
    else await changePlan(account.ctx, { plan: "maker" });
    const declines = await sdk.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    const takes = await sdk.paymentMethods.attach("pm_card_visa", { customer });
    await sdk.subscriptions.update(id, { default_payment_method: declines.id });
    const before = await getBilling(account.ctx);
    expect(before).toMatchObject({ next_plan: wish.next_plan, cancels_at_period_end: wish.cancels });
    const { payment_url } = await changePlan(account.ctx, { plan: "scale" });
    expect(payment_url).not.toBeNull();
    expect(await getBilling(account.ctx)).toEqual(before);
    await sdk.subscriptions.update(id, { default_payment_method: takes.id });
    await changePlan(account.ctx, { plan: "scale" });
    expect(await getBilling(account.ctx)).toMatchObject({
      plan: "scale",
      next_plan: "scale",
      cancels_at_period_end: false,
    });
  });

  it("goes with money that went back, and with the end of what was paid", async () => {
    const { payment } = await subscribe("scale");
    await last("customer.subscription.updated");
    await last("invoice.paid");
    expect((await held()).plan).toBe("scale");
    const id = dispute(standIn, payment(), 299_00);
    await last("charge.dispute.created");
    expect([(await held()).plan, await getBalance(account.ctx)]).toEqual(["free", 0]);
    becomes(standIn, "dispute", id, "won");
    await last("charge.dispute.updated");
    expect([(await held()).plan, await getBalance(account.ctx)]).toEqual(["scale", 40_000]);
  });

  it("tells its payers by mail when the next payment fails, and not when it went through meanwhile", async () => {
    overrideEnv({ smtpUrl: "smtp://127.0.0.1:9" });
    onTestFinished(() => overrideEnv({ smtpUrl: undefined }));
    const { id, customer, period, advanceTo } = await subscribe("maker");
    await last("customer.subscription.updated");
    const card = await sdk.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
    await sdk.subscriptions.update(id, { default_payment_method: card.id });
    await advanceTo(period.end + 3600);
    const mails = async () =>
      (await queued("account.email")).filter(({ userId }) => userId === account.userId);
    await last("invoice.payment_failed");
    expect(await mails()).toMatchObject([{ facts: { about: "plan_payment_failed", plan: "Maker" } }]);
    const late = latestInvoice(id).id;
    await sdk.invoices.pay(late, { payment_method: "pm_card_visa" });
    await deliver(eventOf("invoice.payment_failed", { id: late }));
    expect((await mails()).map(({ facts }) => (facts as unknown as { about: string }).about)).toEqual([
      "plan_payment_failed",
      "payment_received",
    ]);
    expect(await getBalance(account.ctx)).toBe(2_200);
  });

  it("is for owners and billing alone to change, and only one that runs", async () => {
    for (const role of ["admin", "developer", "viewer"] as const)
      await expect(changePlan(account.as(role), { plan: "maker" })).rejects.toMatchObject({
        code: "forbidden",
      });
    await expect(changePlan(account.ctx, { plan: "maker" })).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("what was paid says which plan holds", () => {
  const now = new Date("2027-03-10T00:00:00Z");
  const period = (plan: string, day: string) => ({
    plan,
    periodEndsAt: new Date(`2027-03-${day}T00:00:00Z`),
  });
  it.each([
    ["nothing", [], "active", "free"],
    ["a period that goes on", [period("maker", "20")], "canceled", "maker"],
    ["one that is over, with the next payment late", [period("maker", "05")], "past_due", "maker"],
    ["one that is over for more than a week", [period("maker", "02")], "past_due", "free"],
    ["one that is over, and cancelled", [period("maker", "09")], "canceled", "free"],
    ["two of one period", [period("maker", "20"), period("studio", "20")], "active", "studio"],
    ["a smaller one after a larger one", [period("studio", "09"), period("maker", "30")], "active", "maker"],
  ] as const)("%s", (_name, periods, status, expected) => {
    expect(planOf(periods, status, now)).toBe(expected);
  });
});

it("brings as many credits as the lines were charged for, whatever their number", () => {
  const periodEndsAt = new Date("2027-03-20T00:00:00Z");
  const line = (plan: "maker" | "studio", cents: number): PlanLine => ({
    ...{ plan, cents, periodEndsAt },
    priceCents: plan === "maker" ? 19_00 : 79_00,
    priceCredits: plan === "maker" ? 2_200 : 9_900,
  });
  expect(describePlan([line("maker", 19_00)])).toMatchObject({ credits: 2_200, plan: "maker" });
  expect(describePlan([line("maker", -6_33), line("studio", 26_33)])).toMatchObject({
    credits: 2_567,
    plan: "studio",
  });
  expect(describePlan([line("studio", -79_00), line("maker", 19_00)])).toMatchObject({ credits: 0 });
  expect(describePlan([])).toBeNull();
});
