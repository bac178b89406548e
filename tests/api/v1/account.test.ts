import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { scopes } from "@/lib/core/actor";
import type { LedgerPage } from "@/lib/credits/schema";
import type { RequestPage, UsageSummary } from "@/lib/usage/schema";
import { callApi, makeKey } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { makeAccount } from "../../support/make-account";

/** Credits, usage, and what the service says about itself. */
let quiet: string;
beforeAll(async () => {
  await freshDatabase();
  quiet = await newKey();
});
beforeEach(resetLimits);

async function newKey(): Promise<string> {
  const account = await makeAccount();
  return makeKey(account.ctx, { scopes: [...scopes] });
}
const get = <Body = Record<string, unknown>>(address: string, key?: string) =>
  callApi<Body>("GET", address, { key });

describe("works", () => {
  it("shows the balance and how it came about", async () => {
    const key = await newKey();
    await callApi("POST", "/api/v1/generations", { key, json: { prompt: "a cube", quality: "ultra" } });
    expect((await get("/api/v1/credits", key)).body).toEqual({
      object: "balance",
      credits: 92,
      owed: 0,
      lots: [{ source: "support", credits: 92, expires_at: null }],
    });
    const { data, has_more } = (await get<LedgerPage>("/api/v1/credits/ledger?limit=1", key)).body;
    expect([data[0].kind, data[0].amount, data[0].balance_after, has_more]).toEqual([
      "reserve",
      -8,
      92,
      true,
    ]);
    const next = (await get<LedgerPage>(`/api/v1/credits/ledger?after=${data[0].id}`, key)).body;
    expect(next.data.map((entry) => entry.amount)).toEqual([100]);
  });

  it("shows what was called a moment ago, and sums it up", async () => {
    const key = await newKey();
    const { body } = await callApi("POST", "/api/v1/generations", { key, json: { prompt: "a cube" } });
    await get(`/api/v1/generations/${String(body.id)}`, key);
    await get("/api/v1/generations?limit=0", key);
    const requests = (await get<RequestPage>("/api/v1/usage/requests", key)).body.data;
    const rows = requests.map((row) => [
      row.method,
      row.endpoint,
      row.status_code,
      row.credits_used,
      row.generation_id,
    ]);
    expect(rows).toEqual([
      ["GET", "/api/v1/generations", 400, 0, null],
      ["GET", "/api/v1/generations/{id}", 200, 0, body.id],
      ["POST", "/api/v1/generations", 202, 4, body.id],
    ]);
    const { totals, data } = (await get<UsageSummary>("/api/v1/usage?days=2", key)).body;
    expect([totals, data.length]).toEqual([{ requests: 4, failed_requests: 1, credits_used: 4 }, 2]);
  });

  it("says what things cost, from one table, and which engines there are", async () => {
    const pricing = (await get<{ qualities: object[] }>("/api/v1/pricing")).body;
    expect(pricing.qualities).toHaveLength(11);
    expect(pricing.qualities[3]).toMatchObject({
      quality: "super",
      credits: 20,
      resolution: 768,
      takes_prompt: false,
    });
    expect(pricing.qualities[10]).toMatchObject({
      quality: "superplus_1536_texture",
      credits: 100,
      resolution: 1536,
      textured: true,
    });
    const engines = (await get<{ data: { name: string }[] }>("/api/v1/engines")).body;
    expect(engines.data.map((engine) => engine.name)).toEqual([
      "auto",
      "figure",
      "relief",
      "lithophane",
      "extrude",
      "layers",
      "hull",
      "text",
      "parametric",
    ]);
    expect((await get("/api/v1/health")).body.status).toBe("healthy");
    expect((await get("/api/v1/openapi.json")).body.openapi).toBe("3.1.0");
  });
});

describe("refuses", () => {
  it.each([
    "/api/v1/usage?days=0",
    "/api/v1/usage?days=367",
    "/api/v1/usage?by=person",
    "/api/v1/usage/requests?limit=1001",
    "/api/v1/usage/requests?after=req_forged",
    "/api/v1/credits/ledger?after=led_forged",
    "/api/v1/credits/ledger?kind=gift",
  ])("%s", async (address) => {
    const { status, body } = await get(address, quiet);
    expect([status, body.code]).toEqual([400, "invalid_request"]);
  });

  it("an address that is nothing, and a method that is not offered", async () => {
    expect((await get("/api/v1/nothing")).status).toBe(404);
    const { status, headers, body } = await callApi("DELETE", "/api/v1/credits");
    expect([status, headers.get("allow"), body.code]).toEqual([
      405,
      "GET, HEAD, OPTIONS",
      "method_not_allowed",
    ]);
  });
});
