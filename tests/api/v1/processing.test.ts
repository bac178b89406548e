import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { scopes } from "@/lib/core/actor";
import { overrideEnv } from "@/lib/core/env";
import { getBalance } from "@/lib/credits";
import { db } from "@/lib/db";
import { callApi, makeKey } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { makeAccount, type TestAccount } from "../../support/make-account";

/** Rules on who may process a generation, of a request and of its whole organization. */

let account: TestAccount;
let key: string;
beforeAll(async () => {
  await freshDatabase();
});
beforeEach(async () => {
  resetLimits();
  account = await makeAccount();
  key = await makeKey(account.ctx, { scopes: [...scopes] });
});

const create = (fields: object) =>
  callApi("POST", "/api/v1/generations", { key, json: { prompt: "a cube", ...fields } });
const setPolicy = (json: object) => callApi("PUT", "/api/v1/processing-policy", { key, json });

describe("works", () => {
  it("freezes the rules on the generation, and lets the quote tell them", async () => {
    const processing = { mode: "own", deny: ["acme"], training: "allow", retention: "zero" };
    const quote = await callApi("POST", "/api/v1/generations/quote", {
      key,
      json: { prompt: "a cube", processing },
    });
    const expected = { mode: "own", allow: null, deny: ["acme"], regions: [], training: "allow" };
    expect(quote.body).toMatchObject({ processing: { ...expected, retention: "zero" } });
    const { status, body } = await create({ processing });
    expect([status, body.training_eligible]).toEqual([202, true]);
    await setPolicy({ training: "deny", deny: ["b"] });
    const later = await callApi("GET", `/api/v1/generations/${String(body.id)}`, { key });
    expect(later.body).toMatchObject({ processing: { ...expected, retention: "zero" } });
  });

  it("takes them in a form as well", async () => {
    const body = new FormData();
    body.set("prompt", "a cube");
    body.set("processing", '{"mode": "own"}');
    const { status, body: made } = await callApi("POST", "/api/v1/generations", { key, body });
    expect([status, (made.processing as { mode: string }).mode]).toEqual([202, "own"]);
  });

  it("holds the organization's rules from the next submission on", async () => {
    expect((await callApi("GET", "/api/v1/processing-policy", { key })).body).toEqual({});
    const policy = { deny: ["acme"], retention: "zero" };
    expect((await setPolicy(policy)).body).toEqual(policy);
    expect((await create({})).body.processing).toMatchObject({ deny: ["acme"], retention: "zero" });
    expect((await setPolicy({})).status).toBe(200);
    expect((await create({})).body.processing).toMatchObject({ deny: [], retention: "default" });
    const audits = await db().auditEvent.findMany({ where: { organizationId: account.organizationId } });
    expect(audits.filter(({ action }) => action === "processing_policy.set")).toHaveLength(2);
  });

  it("demands a region once the operator has said where the machines stand", async () => {
    expect((await create({ processing: { region: "EU" } })).body.code).toBe("no_eligible_processor");
    overrideEnv({ processingCountry: "DE" });
    onTestFinished(() => overrideEnv({ processingCountry: undefined }));
    expect((await create({ processing: { region: "EU" } })).status).toBe(202);
    expect((await create({ processing: { region: "US" } })).status).toBe(400);
  });
});

describe("row 10: training", () => {
  it.each([
    [{}, null, false],
    [{}, true, false],
    [{ processing: { training: "allow" } }, null, true],
    [{ processing: { training: "allow" } }, false, false],
    [{ processing: { training: "allow" }, end_user_id: "c-1" }, null, false],
    [{ processing: { training: "allow" }, end_user_id: "c-1" }, true, true],
    [{ processing: { training: "deny" }, end_user_id: "c-1" }, true, false],
  ])("%j of an organization that said %s: %s", async (fields, trainingConsent, eligible) => {
    await db().organization.update({ where: { id: account.organizationId }, data: { trainingConsent } });
    expect((await create(fields)).body.training_eligible).toBe(eligible);
  });

  it("is refused by the organization's rules, whatever the request says", async () => {
    await setPolicy({ training: "deny" });
    const { body } = await create({ processing: { training: "allow" } });
    expect([body.training_eligible, body.processing]).toMatchObject([false, { training: "deny" }]);
  });
});

describe("refuses", () => {
  it.each([{ allow: ["nobody"] }, { mode: "any", deny: ["own"] }, { mode: "own", allow: ["acme"] }])(
    "%j with 400, uncharged and with nothing left behind",
    async (processing) => {
      const { status, body } = await create({ processing });
      expect([status, body.code, body.param]).toEqual([400, "no_eligible_processor", "processing"]);
      const quote = { key, json: { prompt: "a cube", processing } };
      expect((await callApi("POST", "/api/v1/generations/quote", quote)).status).toBe(400);
      expect(await getBalance(account.organizationId)).toBe(100);
      const where = { organizationId: account.organizationId };
      expect(await db().generation.count({ where })).toBe(0);
      expect(await db().ledgerEntry.count({ where: { ...where, kind: "reserve" } })).toBe(0);
    },
  );

  it("what only the request allows: the organization's rules hold beside it", async () => {
    await setPolicy({ allow: ["own"], deny: ["own"] });
    const { status, body } = await create({ processing: { allow: ["own"] } });
    expect([status, body.code]).toEqual([400, "no_eligible_processor"]);
  });

  it.each([
    [{ mode: "ours" }, "processing.mode"],
    [{ allow: [] }, "processing.allow"],
    [{ allow: "own" }, "processing.allow"],
    [{ deny: ["Acme Inc."] }, "processing.deny.0"],
    [{ region: "eu" }, "processing.region"],
    [{ training: true }, "processing.training"],
    [{ retention: "none" }, "processing.retention"],
    [{ country: "DE" }, "country"],
    ["own", "processing"],
  ])("%j as invalid", async (processing, param) => {
    const { status, body } = await create({ processing });
    expect([status, body.code, body.param]).toEqual([400, "invalid_request", param]);
    if (typeof processing === "string") return;
    const policy = await setPolicy(processing);
    expect([policy.status, policy.body.param]).toEqual([400, param.replace(/^processing\./, "")]);
  });

  it("a person who is neither owner nor admin", async () => {
    const { setProcessingPolicy } = await import("@/lib/privacy");
    await expect(setProcessingPolicy(account.as("developer"), {})).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
