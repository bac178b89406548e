import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { clock } from "@/lib/core/clock";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import { createKey } from "@/lib/keys";
import { callApi } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

let account: TestAccount;
beforeAll(async () => void (await freshDatabase()));
beforeEach(async () => {
  await resetLimits();
  account = await makeAccount({ credits: 200 });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const makeCapped = async (cap: number | null, test = false) =>
  (await createKey(account.ctx, { name: "Capped", monthly_credit_cap: cap, test })).secret;
/** A generation of 4 credits. */
const submit = (key: string) => callApi("POST", "/api/v1/generations", { key, json: { prompt: "a cube" } });
const monthLater = () => vi.spyOn(clock, "now").mockReturnValue(new Date(Date.now() + 32 * 86_400_000));

describe("a monthly cap", () => {
  it("refuses what would go beyond it as 402 with its own code, and charges nothing", async () => {
    const key = await makeCapped(10);
    expect([(await submit(key)).status, (await submit(key)).status]).toEqual([202, 202]);
    const { status, body } = await submit(key);
    expect([status, body.code, body.credits_required, body.credits_available]).toEqual([
      402,
      "key_cap_reached",
      4,
      2,
    ]);
    expect(await getBalance(account.organizationId)).toBe(192);
    const quote = await callApi("POST", "/api/v1/generations/quote", { key, json: { prompt: "a cube" } });
    expect([quote.status, quote.body.code]).toEqual([402, "key_cap_reached"]);
    expect(await db().generation.count({ where: { organizationId: account.organizationId } })).toBe(2);
    // It is this key's, not the organization's.
    expect((await submit(await makeCapped(null))).status).toBe(202);
  });

  it("begins anew with the next month", async () => {
    const key = await makeCapped(4);
    expect((await submit(key)).status).toBe(202);
    expect((await submit(key)).status).toBe(402);
    monthLater();
    expect((await submit(key)).status).toBe(202);
    expect((await submit(key)).status).toBe(402);
  });

  it("counts nothing that was cancelled", async () => {
    const key = await makeCapped(4);
    const { body } = await submit(key);
    await callApi("POST", `/api/v1/generations/${String(body.id)}/cancel`, { key });
    expect((await submit(key)).status).toBe(202);
  });

  it("holds against 20 submissions at once", async () => {
    const key = await makeCapped(12);
    const answers = await Promise.all(Array.from({ length: 20 }, () => submit(key)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(3);
    expect(new Set(answers.filter(({ status }) => status !== 202).map(({ body }) => body.code))).toEqual(
      new Set(["key_cap_reached"]),
    );
    expect(await getBalance(account.organizationId)).toBe(188);
  });

  it("holds for the addresses of the published clients, and does not touch test keys", async () => {
    const key = await makeCapped(3);
    const body = new URLSearchParams({ prompt: "a cube" });
    const answer = await callApi("POST", "/api/generate", { key, body });
    expect([answer.status, answer.body.code]).toEqual([402, "key_cap_reached"]);
    expect((await submit(await makeCapped(1, true))).status).toBe(202);
  });
});
