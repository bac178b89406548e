import type Stripe from "stripe";
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  getSpendingControl,
  listInvoices,
  listPayments,
  refundPayment,
  syncCatalogue,
  updateMemberCap,
  updateSpendingControl,
} from "@/lib/billing";
import { MemberCap, SpendingControl } from "@/lib/billing/schema";
import { overrideEnv } from "@/lib/core/env";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { AdjustCredits, getBalance, grantCredits, reserveCredits } from "@/lib/credits";
import { db, transaction } from "@/lib/db";
import { createGeneration, getGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makeStandIn, SECRET_KEY, sdkOf, WEBHOOK_SECRET } from "../stripe-stand-in/make-stand-in";
import { queued, runJob } from "./buyers";

let sdk: Stripe;
let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  const standIn = await makeStandIn();
  sdk = sdkOf(standIn);
  const stripe = {
    stripeSecretKey: SECRET_KEY,
    stripeWebhookSecret: WEBHOOK_SECRET,
    stripeApiUrl: standIn.url,
  };
  // Mails are planned where there is a server; none of them is sent here.
  overrideEnv({ ...stripe, smtpUrl: "smtp://127.0.0.1:9" });
  await syncCatalogue({ dryRun: false });
});
beforeEach(async () => void (account = await makeAccount({ credits: 100 })));

const control = (part: Partial<SpendingControl> = {}): SpendingControl => ({
  low_balance_credits: null,
  monthly_credit_cap: null,
  top_up: { on: false, below_credits: 50, pack: "pack_small", quantity: 1, monthly_cents: 20_00 },
  ...part,
});
const topUp = (part: Partial<SpendingControl["top_up"]> = {}) =>
  control({ top_up: { ...control().top_up, on: true, ...part } });
const spend = (amount: number) =>
  transaction(undefined, (tx) =>
    reserveCredits(tx, {
      organizationId: account.organizationId,
      amount,
      generationId: newId("generation"),
      reason: "Test",
    }),
  );
const mails = async () =>
  (await queued("account.email")).flatMap(({ userId, facts }) =>
    userId === account.userId ? [(facts as unknown as { about: string }).about] : [],
  );
const events = async () =>
  (await db().event.findMany({ where: { organizationId: account.organizationId } })).map(({ type }) => type);
const watch = () => runJob("billing.watch");
const later = (hours: number) => {
  vi.spyOn(clock, "now").mockReturnValue(new Date(Date.now() + hours * 3_600_000));
  onTestFinished(() => void vi.restoreAllMocks());
};

/** One of Stripe's test cards, saved and chosen; answers the customer. */
async function withCard(token = "pm_card_visa"): Promise<string> {
  const { organizationId } = account;
  const { id } = await sdk.customers.create({ email: "ada@example.com" });
  const method = await sdk.paymentMethods.attach(token, { customer: id });
  await sdk.customers.update(id, { invoice_settings: { default_payment_method: method.id } });
  const vaultSubject = crypto.randomUUID();
  await db().billingAccount.create({ data: { organizationId, stripeCustomerId: id, vaultSubject } });
  return id;
}
const ownTopUps = () => db().topUp.findMany({ where: { organizationId: account.organizationId } });
async function runTopUps(): Promise<void> {
  for (const { id, status } of await ownTopUps())
    if (status === "pending") await runJob("billing.top_up", { topUpId: id });
}

describe("alerts", () => {
  it("tell once when the balance falls below, and again after it was above", async () => {
    await updateSpendingControl(account.ctx, control({ low_balance_credits: 50 }));
    await watch();
    expect(await events()).toEqual([]);
    await spend(60);
    await Promise.all([watch(), watch()]);
    await watch();
    expect(await events()).toEqual(["credits.low"]);
    expect(await mails()).toEqual(["credits_low"]);
    const system = { ...account.ctx, actor: { kind: "system", name: "test" } } as const;
    await grantCredits(system, { amount: 50, reason: "Test", cause: `${account.organizationId}:more` });
    await watch();
    await spend(50);
    await watch();
    expect(await events()).toEqual(["credits.low", "credits.low"]);
  });
});

describe("caps", () => {
  const make = (ctx = account.ctx) =>
    createGeneration(ctx, { settings: GenerationSettings.parse({ prompt: "a cube" }) });

  it("hold an organization to its month, also at once and by key, and tell of it once", async () => {
    await updateSpendingControl(account.ctx, control({ monthly_credit_cap: 10 }));
    const tries = await Promise.allSettled([make(), make(), make(account.asKey()), make(), make()]);
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    await expect(make()).rejects.toMatchObject({
      code: "spending_cap_reached",
      details: { creditsRequired: 4, creditsAvailable: 2 },
    });
    await updateSpendingControl(account.ctx, control({ monthly_credit_cap: 8 }));
    await watch();
    await watch();
    expect((await events()).filter((type) => type.startsWith("credits."))).toEqual(["credits.cap_reached"]);
    expect(await mails()).toEqual(["spending_cap_reached"]);
    later(32 * 24);
    await make();
  });

  it("hold a person to theirs, and leave keys to their own", async () => {
    await updateMemberCap(account.ctx, { user_id: account.userId, monthly_credit_cap: 4 });
    await make();
    await expect(make()).rejects.toMatchObject({ code: "spending_cap_reached" });
    await make(account.asKey());
    const stranger = await makeAccount();
    const other = updateMemberCap(account.ctx, { user_id: stranger.userId, monthly_credit_cap: 4 });
    await expect(other).rejects.toMatchObject({ code: "not_found" });
    await expect(
      updateMemberCap(account.as("admin"), { user_id: account.userId, monthly_credit_cap: 9 }),
    ).rejects.toMatchObject({ code: "forbidden" });
    expect((await getSpendingControl(account.ctx)).members).toEqual([
      { user_id: account.userId, monthly_credit_cap: 4 },
    ]);
  });
});

describe("automatic purchases", () => {
  it("charge the saved card once for each time that credits run low, with an invoice, within the month's bound", async () => {
    const customer = await withCard();
    await updateSpendingControl(account.ctx, topUp());
    await watch();
    expect(await ownTopUps()).toEqual([]);
    await spend(60);
    await Promise.all([watch(), watch()]);
    expect(await ownTopUps()).toHaveLength(1);
    await runTopUps();
    const [{ id }] = await ownTopUps();
    // As if it had been cut off behind the payment: what was written at Stripe is found again.
    await db().topUp.update({ where: { id }, data: { status: "pending" } });
    await runJob("billing.top_up", { topUpId: id });
    await runJob("billing.top_up", { topUpId: id });
    expect(await getBalance(account.ctx)).toBe(1_040);
    const { data } = await sdk.paymentIntents.list({ customer });
    expect(data.map(({ amount, status }) => [amount, status])).toEqual([[10_00, "succeeded"]]);
    const [invoice, ...others] = await listInvoices(account.ctx);
    expect([invoice, others]).toMatchObject([{ status: "paid", total_cents: 10_00 }, []]);
    expect((await sdk.invoices.retrieve(invoice.id)).lines.data).toMatchObject([
      { quantity: 1, amount: 10_00, description: "PrintPal 1,000 credits" },
    ]);
    expect(await listPayments(account.ctx)).toMatchObject([
      { kind: "top_up", description: "Automatic top-up: 1 × 1,000 credits", credits: 1_000 },
    ]);
    for (let time = 0; time < 2; time++) {
      await spend((await getBalance(account.ctx)) - 10);
      await watch();
      await runTopUps();
    }
    await watch();
    expect((await ownTopUps()).map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
    expect((await mails()).filter((about) => about === "spending_cap_reached")).toHaveLength(1);
  });

  it("wait longer after each decline, mail it, and switch themselves off", async () => {
    await withCard("pm_card_chargeCustomerFail");
    await updateSpendingControl(account.ctx, topUp({ below_credits: 500 }));
    for (const hours of [0, 0.5, 1.1, 5, 7.2, 30, 32]) {
      if (hours > 0) later(hours);
      await watch();
      await runTopUps();
    }
    const declined = await ownTopUps();
    expect(declined.map(({ declineReason }) => declineReason)).toEqual(
      Array(4).fill("Your card was declined."),
    );
    const { top_up } = await getSpendingControl(account.ctx);
    expect(top_up.on).toBe(false);
    expect((await mails()).filter((about) => about === "top_up_declined")).toHaveLength(4);
    expect((await events()).filter((type) => type === "credits.top_up_failed")).toHaveLength(4);
    expect(await getBalance(account.ctx)).toBe(100);
    // None is left that somebody could still pay.
    expect((await listInvoices(account.ctx)).map(({ status }) => status)).toEqual(Array(4).fill("void"));
  });

  it("ask nobody who is not there: a bank that wants a person is a decline, and what is paid back leaves", async () => {
    const customer = await withCard("pm_card_authenticationRequired");
    await updateSpendingControl(account.ctx, topUp({ below_credits: 500 }));
    await watch();
    await runTopUps();
    expect((await ownTopUps())[0].declineReason).toBe("The bank wants somebody to confirm it.");
    const other = await sdk.paymentMethods.attach("pm_card_visa", { customer });
    await sdk.customers.update(customer, { invoice_settings: { default_payment_method: other.id } });
    later(2);
    await watch();
    await runTopUps();
    expect(await getBalance(account.ctx)).toBe(1_100);
    const [{ id: payment_id }] = await listPayments(account.ctx);
    expect(await refundPayment(account.ctx, { payment_id, reason: "Not needed" })).toEqual({
      amount_cents: 10_00,
    });
    await runJob("billing.refund", (await queued("billing.refund")).at(-1)!);
    expect([await getBalance(account.ctx), (await sdk.refunds.list()).data[0].amount]).toEqual([100, 10_00]);
  });

  it("are refused without a card, beyond their own bound, and by others", async () => {
    await expect(updateSpendingControl(account.ctx, topUp())).rejects.toMatchObject({ code: "conflict" });
    await expect(updateSpendingControl(account.ctx, topUp({ monthly_cents: 5_00 }))).rejects.toMatchObject({
      code: "invalid_request",
      details: { param: "top_up.monthly_cents" },
    });
    await expect(updateSpendingControl(account.as("developer"), control())).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it.each([0, -1, 1.5, NaN, Infinity, 1e12, "5"])("row 93: take no amount of %s", (amount) => {
    const given = amount as number;
    const wishes = [
      control({ low_balance_credits: given }),
      control({ monthly_credit_cap: given }),
      topUp({ quantity: given }),
      // Nothing is a bound that can be meant.
      ...(amount === 0 ? [] : [topUp({ below_credits: given }), topUp({ monthly_cents: given })]),
    ];
    expect(wishes.map((wish) => SpendingControl.safeParse(wish).success)).not.toContain(true);
    const cap = { user_id: account.userId, monthly_credit_cap: given };
    expect(MemberCap.safeParse(cap).success).toBe(false);
    if (amount !== -1)
      expect(AdjustCredits.safeParse({ amount: given, reason: "A test" }).success).toBe(false);
  });
});

describe("a plan", () => {
  it("row 25: is the end of models, which a smaller one never hastens within thirty days", async () => {
    const { keepModelsFor } = await import("@/lib/generations");
    const { setPlanLimits } = await import("@/lib/accounts");
    const { organizationId, ctx } = account;
    const hold = (plan: string, keepModelsDays: number | null) =>
      transaction(undefined, async (tx) => {
        await setPlanLimits(tx, organizationId, { plan, keepModelsDays, generationsAtOnce: 2, members: 2 });
        return keepModelsFor(tx, organizationId, keepModelsDays);
      });
    const days = async (id: string) => {
      const { created_at, deletes_at } = await getGeneration(ctx, id);
      return deletes_at && Math.round((Date.parse(deletes_at) - Date.parse(created_at)) / 86_400_000);
    };
    const make = async (delete_after?: number) =>
      (
        await createGeneration(ctx, {
          settings: GenerationSettings.parse({ prompt: "a cube", delete_after }),
        })
      ).id;
    const before = await make();
    expect(await days(before)).toBeNull();
    await hold("scale", null);
    const [kept, asked] = [await make(), await make(2 * 86_400)];
    expect([await days(kept), await days(asked)]).toEqual([null, 2]);
    expect(await hold("free", 7)).toBe(2);
    const free = await make();
    expect([await days(before), await days(kept), await days(asked), await days(free)]).toEqual([
      30, 30, 2, 7,
    ]);
    expect(await mails()).toEqual(["models_end_sooner"]);
    expect(await hold("maker", 90)).toBe(0);
    expect([await days(kept), await days(asked), await days(free)]).toEqual([90, 2, 90]);
    expect(await hold("free", 7)).toBe(2 + 1);
    expect(await days(free)).toBe(30);
  });
});
