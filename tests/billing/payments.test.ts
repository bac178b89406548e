import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { POST } from "@/app/api/stripe/route";
import { buyPack, refundPayment, settleCheckout, syncCatalogue } from "@/lib/billing";
import { applyPayment } from "@/lib/billing/apply-payment";
import { creditsToTake, refundableCents } from "@/lib/billing/payment-state";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { describeBalance, getBalance, reserveCredits } from "@/lib/credits";
import { db, transaction } from "@/lib/db";
import { checkInvariants } from "@/lib/run/invariants";
import type { StandIn } from "@/lib/stripe-stand-in";
import { BuyPack } from "@/lib/billing/schema";
import fc from "fast-check";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { card, SECRET_KEY, visit } from "../stripe-stand-in/make-stand-in";
import {
  becomes,
  deliver,
  dispute,
  eventOf,
  handle,
  lastEvent,
  type PaidPack,
  payPack,
  queued,
  refund,
  runJob,
  seconds,
  sellOnStandIn,
  signEvent,
} from "./buyers";

let standIn: StandIn;
let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  standIn = await sellOnStandIn();
  await syncCatalogue({ dryRun: false });
});
beforeEach(async () => void (account = await makeAccount({ credits: 0 })));

const send = (body: string, signature?: string) =>
  POST(
    new Request("http://localhost/api/stripe", {
      method: "POST",
      body,
      headers: signature ? { "Stripe-Signature": signature } : {},
    }),
  );
const place = {
  line1: "Ring 1",
  postal_code: "10115",
  city: "Berlin",
  country: "DE",
  email: "a@example.com",
};
const balance = () => getBalance(account.ctx);
const spend = (amount: number) =>
  transaction(undefined, (tx) =>
    reserveCredits(tx, {
      organizationId: account.organizationId,
      amount,
      generationId: newId("generation"),
      reason: "Test",
    }),
  );
/** Pays a pack and has Stripe's word of it delivered. */
async function bought(given?: PaidPack): Promise<string> {
  const intent = payPack(standIn, account.organizationId, given);
  await deliver(lastEvent(standIn, "payment_intent.succeeded"));
  return intent;
}
const payment = (source: string) => db().billingPayment.findUniqueOrThrow({ where: { source } });

describe("row 91: what comes in at /api/stripe", () => {
  it("is stored once and acknowledged, fifty times at once, and grants once", async () => {
    payPack(standIn, account.organizationId);
    const event = lastEvent(standIn, "payment_intent.succeeded");
    const { body, signature } = signEvent(event);
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(body, signature)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await queued("billing.event")).filter(({ eventId }) => eventId === event.id)).toHaveLength(1);
    await Promise.all([handle(event.id), handle(event.id), handle(event.id)]);
    expect(await balance()).toBe(1_000);
    expect(await db().billingPayment.count({ where: { organizationId: account.organizationId } })).toBe(1);
  });

  it.each([
    ["no signature", () => ({ ...signEvent({}), signature: undefined })],
    ["another secret", () => signEvent({ id: "evt_a" }, { secret: "whsec_another_secret" })],
    ["an altered body", () => ({ ...signEvent({ id: "evt_a" }), body: '{"id":"evt_b"}' })],
    ["301 seconds ago", () => signEvent({ id: "evt_a" }, { atSeconds: seconds() - 301 })],
    ["302 seconds ahead", () => signEvent({ id: "evt_a" }, { atSeconds: seconds() + 302 })],
    ["nonsense", () => ({ body: "{}", signature: "t=,v1=" })],
  ])("is refused with 400: %s", async (_name, make) => {
    const { body, signature } = make();
    const answer = await send(body, signature);
    expect(answer.status).toBe(400);
    expect(await db().stripeEvent.count({ where: { id: { in: ["evt_a", "evt_b"] } } })).toBe(0);
  });

  it("is taken within the tolerance, by our clock", async () => {
    const { body, signature } = signEvent(eventOf("product.created", { id: "prod_a" }), {
      atSeconds: seconds() - 290,
    });
    expect((await send(body, signature)).status).toBe(200);
    vi.spyOn(clock, "now").mockReturnValue(new Date(Date.now() + 20_000));
    onTestFinished(() => void vi.restoreAllMocks());
    expect((await send(body, signature)).status).toBe(400);
  });

  it("is acknowledged and left where its type means nothing, and 413 where it is too large", async () => {
    const { body, signature } = signEvent(eventOf("radar.early_fraud_warning.created", { id: "issfr_a" }));
    expect((await send(body, signature)).status).toBe(200);
    expect(await db().stripeEvent.count({ where: { type: { startsWith: "radar" } } })).toBe(0);
    expect((await send("x".repeat(600_000))).status).toBe(413);
  });
});

describe("a purchase", () => {
  it("opens one page for one wish, however often and at once it is asked for", async () => {
    const wish = BuyPack.parse({ pack: "pack_small", quantity: 2 });
    const pages = await Promise.all([buyPack(account.ctx, wish), buyPack(account.ctx, wish)]);
    const again = await buyPack(account.as("billing"), wish);
    expect(new Set([...pages, again].map(({ id }) => id)).size).toBe(1);
    const { store } = standIn.world;
    const mine = store.all("checkout.session").filter((page) => page.client_reference_id === pages[0].id);
    expect(mine.map(({ _paymentData }) => _paymentData.metadata.credits)).toEqual(["2000"]);
    // Had both asked Stripe and neither written it down yet, Stripe would have given both the same page.
    expect(store.get("kept_answer", `checkout:${pages[0].id}`).body).toMatchObject({ id: mine[0].id });
    expect(again.url).toBe(pages[0].url);
    const other = await buyPack(account.ctx, BuyPack.parse({ pack: "pack_medium" }));
    expect(other.id).not.toBe(pages[0].id);
  });

  it.each([-1, 0, 1.5, 1e9, NaN, "2"])("row 93: is refused for %s packs", (quantity) => {
    expect(BuyPack.safeParse({ pack: "pack_small", quantity }).success).toBe(false);
  });

  it("is refused in another currency, for another pack, and with fields of the caller's own", () => {
    for (const wish of [{ currency: "eur" }, { pack: "pack_free" }, { credits: 5 }, { price: 0 }])
      expect(BuyPack.safeParse({ pack: "pack_small", ...wish }).success).toBe(false);
  });

  it("brings nothing in a currency that is not sold in, whatever it says of itself", async () => {
    const intent = payPack(standIn, account.organizationId);
    const { store } = standIn.world;
    store.transaction(() => store.update("payment_intent", intent, { currency: "jpy" }));
    await deliver(lastEvent(standIn, "payment_intent.succeeded"));
    expect([await balance(), await db().billingPayment.count({ where: { source: intent } })]).toEqual([0, 0]);
  });

  it("row 92: brings nothing by coming back to its address, only by Stripe's word", async () => {
    const page = await buyPack(account.ctx, BuyPack.parse({ pack: "pack_small" }));
    expect((await settleCheckout(account.ctx, { id: page.id })).status).toBe("open");
    expect(await balance()).toBe(0);
    await expect(settleCheckout(account.ctx, { id: newId("checkout") })).rejects.toMatchObject({
      code: "not_found",
    });
    const stranger = await makeAccount({ credits: 0 });
    await expect(settleCheckout(stranger.ctx, { id: page.id })).rejects.toMatchObject({ code: "not_found" });

    await visit(page.url!, { ...card("4242424242424242"), ...place });
    const told = ["payment_intent.succeeded", "checkout.session.completed"] as const;
    const [paid, completed] = told.map((type) => lastEvent(standIn, type));
    await Promise.all([settleCheckout(account.ctx, { id: page.id }), deliver(paid)]);
    await deliver(completed);
    expect(await settleCheckout(account.ctx, { id: page.id })).toMatchObject({ status: "paid", url: null });
    expect(await balance()).toBe(1_000);
    expect((await buyPack(account.ctx, BuyPack.parse({ pack: "pack_small" }))).id).not.toBe(page.id);
  });

  it("is for owners and billing alone", async () => {
    const wish = BuyPack.parse({ pack: "pack_small" });
    for (const role of ["admin", "developer", "viewer"] as const)
      await expect(buyPack(account.as(role), wish)).rejects.toMatchObject({ code: "forbidden" });
    await expect(buyPack(account.asKey(), wish)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("says so where Stripe is down, where a code is not valid, and where nothing is sold", async () => {
    const wish = BuyPack.parse({ pack: "pack_large", coupon: "NOT-ONE" });
    await expect(buyPack(account.ctx, wish)).rejects.toMatchObject({
      code: "invalid_request",
      details: { param: "coupon" },
    });
    standIn.setFaults({ api: "down" });
    onTestFinished(() => standIn.setFaults({ api: "up" }));
    const refused = buyPack(account.ctx, BuyPack.parse({ pack: "pack_large" }));
    await expect(refused).rejects.toMatchObject({
      code: "service_unavailable",
      message: expect.stringContaining("Nothing was charged") as string,
    });
    overrideEnv({ stripeSecretKey: undefined });
    onTestFinished(() => overrideEnv({ stripeSecretKey: SECRET_KEY }));
    await expect(buyPack(account.ctx, BuyPack.parse({ pack: "pack_huge" }))).rejects.toMatchObject({
      code: "service_unavailable",
    });
  });
});

describe("money that goes back", () => {
  it("takes credits in proportion, and all of them when all of it went", async () => {
    const intent = await bought();
    refund(standIn, intent, 3_33);
    await deliver(lastEvent(standIn, "charge.refunded"));
    expect(await balance()).toBe(667);
    refund(standIn, intent, 6_67);
    await deliver(lastEvent(standIn, "refund.created"));
    expect(await balance()).toBe(0);
    expect(await payment(intent)).toMatchObject({ creditsTaken: 1_000, refundedCents: 10_00 });
  });

  it("is owed where it was spent, and paid by the next payment", async () => {
    const intent = await bought();
    await spend(900);
    dispute(standIn, intent, 10_00, "lost");
    await deliver(lastEvent(standIn, "charge.dispute.created"));
    expect(await describeBalance(account.ctx)).toMatchObject({ credits: 0, owed: 900 });
    await bought();
    expect(await describeBalance(account.ctx)).toMatchObject({ credits: 100, owed: 0 });
  });

  it("is not undone by whoever read Stripe before it went", async () => {
    const intent = await bought();
    const { version, paidAt, description } = await payment(intent);
    refund(standIn, intent, 10_00);
    await deliver(lastEvent(standIn, "charge.refunded"));
    const readBefore = {
      ...{
        organizationId: account.organizationId,
        kind: "pack" as const,
        source: intent,
        paymentIntentId: intent,
      },
      ...{
        description,
        amountCents: 10_00,
        taxCents: 0,
        currency: "usd",
        credits: 1_000,
        plan: null,
        paidAt,
      },
      ...{ periodEndsAt: null, invoiceNumber: null, country: null, taxId: null, refunds: [], disputes: [] },
    };
    expect(await applyPayment(readBefore, version)).toBe(false);
    expect(await applyPayment(readBefore, 0)).toBe(false);
    expect(await balance()).toBe(0);
  });

  it("comes again with a dispute that is won, and with a refund that the bank refused", async () => {
    const intent = await bought();
    const refundId = refund(standIn, intent, 5_00, "pending");
    const disputeId = dispute(standIn, intent, 5_00);
    await deliver(lastEvent(standIn, "charge.dispute.created"));
    expect(await balance()).toBe(0);
    becomes(standIn, "refund", refundId, "failed");
    becomes(standIn, "dispute", disputeId, "won");
    await deliver(lastEvent(standIn, "charge.dispute.updated"));
    expect(await balance()).toBe(1_000);
  });

  it("sends back what is left of a pack, once, and takes its credits before anybody spends them", async () => {
    const intent = await bought();
    await spend(250);
    const { id: payment_id } = await payment(intent);
    const ask = () => refundPayment(account.ctx, { payment_id, reason: "Not needed" });
    const [first, second] = await Promise.allSettled([ask(), ask()]);
    expect([first, second].filter(({ status }) => status === "fulfilled")).toEqual([
      { status: "fulfilled", value: { amount_cents: 7_50 } },
    ]);
    expect(await balance()).toBe(0);
    const [{ refundId }] = (await queued("billing.refund")).slice(-1);
    await runJob("billing.refund", { refundId });
    await runJob("billing.refund", { refundId });
    const sent = standIn.world.store.all("refund").filter(({ payment_intent }) => payment_intent === intent);
    expect(sent.map(({ amount }) => amount)).toEqual([7_50]);
    expect(await balance()).toBe(0);
    expect(await payment(intent)).toMatchObject({ creditsTaken: 750, refundedCents: 7_50 });
  });

  it("gives the credits again where Stripe does not make the refund", async () => {
    const intent = await bought();
    await refundPayment(account.ctx, { payment_id: (await payment(intent)).id, reason: "Not needed" });
    expect(await balance()).toBe(0);
    // A bank was first with a part of it, and Stripe gives nothing back of what is disputed.
    dispute(standIn, intent, 1_00);
    await runJob("billing.refund", (await queued("billing.refund")).at(-1)!);
    expect(await balance()).toBe(900);
  });

  it("is not for others' payments, spent ones, or after fourteen days, but staff may then", async () => {
    const intent = await bought();
    const wish = { payment_id: (await payment(intent)).id, reason: "Not needed" };
    const stranger = await makeAccount({ credits: 0 });
    await expect(refundPayment(stranger.ctx, wish)).rejects.toMatchObject({ code: "not_found" });
    await expect(refundPayment(account.as("developer"), wish)).rejects.toMatchObject({ code: "forbidden" });
    vi.spyOn(clock, "now").mockReturnValue(new Date(Date.now() + 15 * 86_400_000));
    onTestFinished(() => void vi.restoreAllMocks());
    await expect(refundPayment(account.ctx, wish)).rejects.toMatchObject({ code: "conflict" });
    const staff = { ...account.ctx, actor: { kind: "staff", userId: "usr_s", role: "support" } } as const;
    expect(await refundPayment(staff, wish)).toEqual({ amount_cents: 10_00 });
  });

  it("follows from the state alone, and never asks for more credits than were unused", () => {
    const money = fc.record({
      amountCents: fc.integer({ min: 1, max: 1e8 }),
      credits: fc.integer({ min: 1, max: 1e7 }),
    });
    fc.assert(
      fc.property(money, fc.double({ min: 0, max: 1, noNaN: true }), (paid, share) => {
        const unused = Math.floor(paid.credits * share);
        const cents = refundableCents(paid, unused, 0);
        expect(creditsToTake(paid, cents)).toBeLessThanOrEqual(unused);
        expect(creditsToTake(paid, paid.amountCents)).toBe(paid.credits);
      }),
    );
  });
});

describe("what never arrived", () => {
  it("is found by the hour, among events and among pages that were paid", async () => {
    const page = await buyPack(account.ctx, BuyPack.parse({ pack: "pack_small", quantity: 3 }));
    await visit(page.url!, { ...card("4242424242424242"), ...place });
    payPack(standIn, account.organizationId, { pack: "pack_medium" });
    const lost = lastEvent(standIn, "payment_intent.succeeded");
    await runJob("billing.reconcile");
    expect(await balance()).toBe(3_000);
    expect((await queued("billing.event")).filter(({ eventId }) => eventId === lost.id)).toHaveLength(1);
    await handle(lost.id);
    await runJob("billing.reconcile");
    expect(await balance()).toBe(8_250);
  });

  it("is handled after all where its job gave up, and what is still tried is left to its job", async () => {
    payPack(standIn, account.organizationId);
    const { id } = lastEvent(standIn, "payment_intent.succeeded");
    await runJob("billing.reconcile");
    const planned = async () =>
      (await queued("billing.event")).filter(({ eventId }) => eventId === id).length;
    const giveUp = () => db().$queryRaw`SELECT id::text FROM graphile_worker.remove_job(${id})`;
    await giveUp();
    await runJob("billing.reconcile");
    expect(await planned()).toBe(0);
    const receivedAt = new Date(clock.now().getTime() - 37 * 3_600_000);
    await db().stripeEvent.update({ where: { id }, data: { receivedAt } });
    await runJob("billing.reconcile");
    expect(await planned()).toBe(1);
    await handle(id);
    await giveUp();
    await runJob("billing.reconcile");
    expect(await planned()).toBe(0);
  });

  it("is sent after all where a refund's job gave up, once, even if Stripe made it and its answer was lost", async () => {
    const intent = await bought();
    await spend(600);
    await refundPayment(account.ctx, { payment_id: (await payment(intent)).id, reason: "Not needed" });
    const { refundId } = (await queued("billing.refund")).at(-1)!;
    const planned = async () =>
      (await queued("billing.refund")).filter((job) => job.refundId === refundId).length;
    await db().$queryRaw`SELECT id::text FROM graphile_worker.remove_job(${refundId})`;
    await runJob("billing.reconcile");
    expect(await planned()).toBe(0);
    const createdAt = new Date(clock.now().getTime() - 73 * 3_600_000);
    await db().billingRefund.update({ where: { id: refundId }, data: { createdAt } });
    await runJob("billing.reconcile");
    expect(await planned()).toBe(1);
    // Stripe made it by a call whose key it has forgotten: a second one would find money left.
    const { store } = standIn.world;
    const made = refund(standIn, intent, 4_00);
    store.transaction(() => void store.update("refund", made, { metadata: { refund_id: refundId } }));
    await runJob("billing.refund", { refundId });
    const sent = store.all("refund").filter(({ payment_intent }) => payment_intent === intent);
    expect(sent.map(({ id }) => id)).toEqual([made]);
    expect(await db().billingRefund.findUniqueOrThrow({ where: { id: refundId } })).toMatchObject({
      status: "sent",
      stripeRefundId: made,
    });
  });
});

it("leaves books that agree", async () => {
  const { checks } = await checkInvariants();
  expect(checks.filter((check) => !check.ok).map(({ name }) => name)).toEqual([
    // What these tests spend, they reserve for generations that they never make.
    "an open reservation belongs to a generation that is not finished",
  ]);
});
