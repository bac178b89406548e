import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { changePlan, choosePlan, getBilling, syncCatalogue } from "@/lib/billing";
import { refreshPlans } from "@/lib/billing/refresh-plans";
import { planOf } from "@/lib/billing/refresh-plan";
import { describePlan, type PlanLine } from "@/lib/billing/sync-invoice";
import { getBalance, listLedger } from "@/lib/credits";
import { overrideEnv } from "@/lib/core/env";
import { db } from "@/lib/db";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { deliver, dispute, eventOf, queued } from "./buyers";
import { fakeStripe, seconds, type FakeStripe } from "./fake-stripe";

let fake: FakeStripe;
let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  fake = await fakeStripe();
  await syncCatalogue({ dryRun: false });
});
afterAll(() => fake.close());
beforeEach(async () => void (account = await makeAccount({ credits: 0 })));

const DAY = 86_400;
const priceOf = (key: string) => [...fake.things.values()].find(({ lookup_key }) => lookup_key === key)!.id;

/** A subscription as it stands at Stripe, with its customer. */
async function subscribe(plan: string): Promise<string> {
  const { organizationId } = account;
  const [customer, id] = [`cus_${organizationId}`, `sub_${organizationId}`];
  fake.put("customer", { id: customer });
  await db().billingAccount.create({
    data: { organizationId, stripeCustomerId: customer, vaultSubject: crypto.randomUUID() },
  });
  fake.put("subscription", {
    id,
    customer,
    status: "active",
    cancel_at_period_end: false,
    cancel_at: null,
    items: {
      data: [
        { id: "si_a", price: { id: priceOf(`plan_${plan}`) }, current_period_end: seconds() + 30 * DAY },
      ],
    },
  });
  return id;
}

/** A paid invoice with these lines: plan, cents and the days until its period ends. */
function invoice(name: string, lines: [plan: string, cents: number, days: number][]): string {
  const id = `in_${name}_${account.organizationId}`;
  const intent = `pi_${id}`;
  const amount = lines.reduce((sum, [, cents]) => sum + cents, 0);
  fake.put("payment_intent", {
    id: intent,
    status: "succeeded",
    metadata: {},
    amount_received: amount,
    currency: "usd",
  });
  fake.put("invoice_payment", {
    id: `inpay_${id}`,
    invoice: id,
    payment: { type: "payment_intent", payment_intent: intent },
  });
  fake.put("invoice", {
    id,
    customer: `cus_${account.organizationId}`,
    status: "paid",
    currency: "usd",
    amount_paid: amount,
    number: `A-${name}`,
    status_transitions: { paid_at: seconds() },
    payments: { data: [{ payment: { type: "payment_intent", payment_intent: intent } }] },
    lines: {
      data: lines.map(([plan, cents, days]) => ({
        amount: cents,
        period: { start: seconds(), end: seconds() + days * DAY },
        pricing: { price_details: { price: priceOf(`plan_${plan}`) } },
      })),
    },
  });
  return id;
}
const paid = (id: string) => deliver(eventOf("invoice.paid", { id }));
const told = (id: string) => deliver(eventOf("customer.subscription.updated", { id }));
const held = () => db().organization.findUniqueOrThrow({ where: { id: account.organizationId } });

describe("a plan", () => {
  it("begins when it is paid, with its credits until a week after its period, and what it allows", async () => {
    await refreshPlans();
    expect(await held()).toMatchObject({ plan: "free", generationsAtOnce: 2, keepModelsDays: 7 });
    const subscription = await subscribe("studio");
    await told(subscription);
    expect((await held()).plan).toBe("free");
    const bought = invoice("first", [["studio", 79_00, 30]]);
    await Promise.all([
      paid(bought),
      paid(bought),
      deliver(eventOf("charge.succeeded", { id: "ch", payment_intent: `pi_${bought}` })),
    ]);
    expect(await getBalance(account.ctx)).toBe(9_900);
    expect(await held()).toMatchObject({ plan: "studio", generationsAtOnce: 10, keepModelsDays: 365 });
    expect(await getBilling(account.ctx)).toMatchObject({
      plan: "studio",
      next_plan: "studio",
      status: "active",
    });
    const lot = await db().creditLot.findFirstOrThrow({ where: { organizationId: account.organizationId } });
    expect(Math.round((lot.expiresAt!.getTime() - Date.now()) / 86_400_000)).toBe(37);
    await expect(choosePlan(account.ctx, { plan: "maker", currency: "usd" })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("becomes larger at once with the difference for the days that are left, and smaller with the next period", async () => {
    const subscription = await subscribe("maker");
    await told(subscription);
    await paid(invoice("first", [["maker", 19_00, 30]]));
    // Half of the month is left.
    const difference = invoice("change", [
      ["maker", -9_50, 30],
      ["studio", 39_50, 30],
    ]);
    fake.things.get(subscription)!.latest_invoice = fake.things.get(difference);
    expect(await changePlan(account.ctx, { plan: "studio" })).toEqual({
      takes_effect: "now",
      payment_url: null,
    });
    expect(await getBalance(account.ctx)).toBe(2_200 + (9_900 - 2_200) / 2);
    expect((await held()).plan).toBe("studio");
    const [entry] = (await listLedger(account.ctx, { source: "plan" })).data;
    expect(entry.reason).toMatch(/^Plan: change to Studio until /);

    const updates = () =>
      fake.posts(`subscriptions/${subscription}`).map(({ body }) => body.get("proration_behavior"));
    const before = updates().length;
    expect(await changePlan(account.ctx, { plan: "maker" })).toMatchObject({ takes_effect: "later" });
    expect(updates().slice(before)).toEqual(["none"]);
    expect((await held()).plan).toBe("studio");
  });

  it("goes with money that went back, and with the end of what was paid", async () => {
    await told(await subscribe("scale"));
    const bought = invoice("first", [["scale", 299_00, 30]]);
    await paid(bought);
    expect((await held()).plan).toBe("scale");
    const id = dispute(fake, `pi_${bought}`, 299_00);
    await deliver(eventOf("charge.dispute.created", { id, payment_intent: `pi_${bought}` }));
    expect([(await held()).plan, await getBalance(account.ctx)]).toEqual(["free", 0]);
    fake.things.get(id)!.status = "won";
    await deliver(eventOf("charge.dispute.closed", { id, payment_intent: `pi_${bought}` }));
    expect([(await held()).plan, await getBalance(account.ctx)]).toEqual(["scale", 40_000]);
  });

  it("tells its payers by mail when the next payment fails, and not when it went through meanwhile", async () => {
    overrideEnv({ smtpUrl: "smtp://127.0.0.1:9" });
    onTestFinished(() => overrideEnv({ smtpUrl: undefined }));
    await told(await subscribe("maker"));
    const failed = invoice("late", [["maker", 19_00, 60]]);
    fake.things.get(failed)!.status = "open";
    const mails = async () =>
      (await queued("account.email")).filter(({ userId }) => userId === account.userId);
    await deliver(eventOf("invoice.payment_failed", { id: failed }));
    expect(await mails()).toMatchObject([{ facts: { about: "plan_payment_failed", plan: "Maker" } }]);
    fake.things.get(failed)!.status = "paid";
    await deliver(eventOf("invoice.payment_failed", { id: failed }));
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
