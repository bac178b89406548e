import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resetLimits } from "@/lib/api/rate-limit";
import { retentionRules } from "@/lib/api/retention/rules";
import { scopes } from "@/lib/core/actor";
import { db } from "@/lib/db";
import { setConsents } from "@/lib/privacy";
import type { ConsentList, RetentionTable } from "@/lib/privacy/schema";
import { truncateAddress } from "@/lib/privacy/truncate-address";
import { callApi, makeKey } from "../../support/call-api";
import { freshDatabase } from "../../support/database";
import { makeAccount, type TestAccount } from "../../support/make-account";

/** What an organization agrees to, and how long what is kept. */

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

const read = async () => (await callApi<ConsentList>("GET", "/api/v1/consents", { key })).body.data;
const put = (consents: object[], by = key) =>
  callApi<ConsentList>("PUT", "/api/v1/consents", {
    key: by,
    json: { consents },
    headers: { "X-Forwarded-For": "203.0.113.77" },
  });
const training = (given: boolean, version = 1) => ({ purpose: "training", given, version });
const records = () =>
  db().consentRecord.findMany({
    where: { organizationId: account.organizationId },
    orderBy: { number: "asc" },
  });

describe("consents", () => {
  it("are not given until they are", async () => {
    expect((await read()).map(({ purpose, given, decided_at }) => [purpose, given, decided_at])).toEqual([
      ["training", false, null],
      ["service_improvement", false, null],
      ["marketing_mail", false, null],
    ]);
  });

  it("row 21: hold from the next request on, given as withdrawn, each by itself", async () => {
    const send = async () => {
      const json = { prompt: "a cube", end_user_id: "c-1", processing: { training: "allow" } };
      return (await callApi("POST", "/api/v1/generations", { key, json })).body.training_eligible;
    };
    expect(await send()).toBe(false);
    expect((await put([training(true)])).body.data[0]).toMatchObject({ given: true, decided_version: 1 });
    expect(await send()).toBe(true);
    expect((await read()).map(({ given }) => given)).toEqual([true, false, false]);
    await put([training(false)]);
    expect(await send()).toBe(false);
  });

  it("row 21: are records that only grow, with where they came from and a shortened address", async () => {
    await put([training(true)]);
    await put([training(true)]);
    await put([training(false)]);
    await setConsents(
      account.ctx,
      { consents: [{ purpose: "marketing_mail", given: true, version: 1 }] },
      "2001:db8:7:8::9",
    );
    const rows = await records();
    expect(rows.map(({ purpose, given, source, address }) => [purpose, given, source, address])).toEqual([
      ["training", true, "key", "203.0.113.0/24"],
      ["training", false, "key", "203.0.113.0/24"],
      ["marketing_mail", true, "session", "2001:db8:7::/48"],
    ]);
    const { id } = rows[0];
    await expect(db().consentRecord.update({ where: { id }, data: { given: false } })).rejects.toThrow();
    await expect(db().consentRecord.delete({ where: { id } })).rejects.toThrow();
  });

  it("are said once, however many say them at once", async () => {
    await Promise.all(Array.from({ length: 4 }, () => put([training(true)])));
    expect(await records()).toHaveLength(1);
  });

  it.each([
    [[], "consents"],
    [[training(true), training(false)], "consents"],
    [[{ ...training(true), purpose: "sale" }], "consents.0.purpose"],
    [[{ ...training(true), given: "yes" }], "consents.0.given"],
    [[{ purpose: "training", given: true }], "consents.0.version"],
  ])("refuse %j", async (consents, param) => {
    const { status, body } = await callApi("PUT", "/api/v1/consents", { key, json: { consents } });
    expect([status, body.code, body.param]).toEqual([400, "invalid_request", param]);
    expect(await records()).toEqual([]);
  });

  it("refuse another version of the text than the one that holds, a test key, and who may not decide", async () => {
    expect(await put([training(true, 2)])).toMatchObject({ status: 409, body: { code: "conflict" } });
    const test = await makeKey(account.ctx, { scopes: [...scopes], test: true });
    expect(await put([training(true)], test)).toMatchObject({ status: 403, body: { code: "forbidden" } });
    const given = { consents: [{ purpose: "training" as const, given: true, version: 1 }] };
    await expect(setConsents(account.as("developer"), given, "")).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await records()).toEqual([]);
  });
});

it.each([
  ["203.0.113.77", "203.0.113.0/24"],
  ["::ffff:203.0.113.77", "203.0.113.0/24"],
  ["2001:DB8:1:2:3:4:5:6", "2001:db8:1::/48"],
  ["2001:db8::1", "2001:db8:0::/48"],
  ["::1", "0:0:0::/48"],
  ["unknown", null],
])("the address %s is kept as %s", (address, kept) => {
  expect(truncateAddress(address)).toBe(kept);
});

describe("the table of retention", () => {
  it("holds every rule that the sweep carries out, as it carries it out, and what has none", async () => {
    const { status, body } = await callApi<RetentionTable>("GET", "/api/v1/retention");
    expect(status).toBe(200);
    const swept = body.data.filter(({ ends_by }) => ends_by === "sweep");
    expect(swept.map(({ id, kept_hours }) => [id, kept_hours])).toEqual(
      retentionRules.map(({ id, keptHours }) => [id, keptHours()]),
    );
    expect(new Set(body.data.map(({ id }) => id)).size).toBe(body.data.length);
    const hours = new Map(body.data.map(({ id, kept_hours }) => [id, kept_hours]));
    expect([hours.get("exports"), hours.get("zero_retention_results")]).toEqual([168, 1]);
  });
});
