import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { nobodySpared } from "@/lib/core/retention";
import { db } from "@/lib/db";
import { createKey, flushKeyUse, listKeys, revokeKey, touchKey } from "@/lib/keys";
import { keyRetention } from "@/lib/keys/jobs";
import { callApi } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { cloudflare, ensureNetworks, google, telekom } from "../support/networks";

beforeAll(async () => {
  ensureNetworks();
  await freshDatabase();
  // Mails are planned where there is a server; none is sent here, for no worker runs.
  overrideEnv({ smtpUrl: "smtp://127.0.0.1:1", emailFrom: "PrintPal <no-reply@printpal.example>" });
});
afterEach(() => {
  vi.restoreAllMocks();
});

const at = (time: string) => vi.spyOn(clock, "now").mockReturnValue(new Date(time));

/** A key of a new organization, used from addresses one after the other. */
async function usedFrom(...addresses: (string | null)[]) {
  const account = await makeAccount();
  const { key } = await createKey(account.ctx, { name: "Shop" });
  for (const address of addresses) await callFrom(key.id, address);
  return { ...account, keyId: key.id };
}

async function callFrom(keyId: string, address: string | null) {
  touchKey(keyId, address);
  await flushKeyUse();
}

const listed = async ({ ctx }: TestAccount) => (await listKeys(ctx)).data[0];
/** How many mails about it are on their way. */
async function mailsTo({ userId }: TestAccount): Promise<number> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM graphile_worker._private_jobs
    WHERE payload::text LIKE '%key_new_network%' AND payload::text LIKE ${`%${userId}%`}`;
  return rows.length;
}
const alarms = async ({ organizationId }: TestAccount) =>
  (
    await db().auditEvent.findMany({
      where: { organizationId, action: "key.new_network" },
      orderBy: { createdAt: "asc" },
    })
  ).map(({ detail }) => (detail as { network: string }).network);

describe("row 31: where a key is used from", () => {
  it("row 31: is shown with network, country and the last address there, the last first", async () => {
    at("2031-02-03T10:00:00.000Z");
    const account = await usedFrom("8.8.4.4", telekom);
    at("2031-02-03T11:00:00.000Z");
    await callFrom(account.keyId, google);
    expect((await listed(account)).used_from).toEqual([
      {
        network: "Google LLC",
        country: "US",
        address: "8.8.8.8",
        first_used_at: "2031-02-03T10:00:00.000Z",
        last_used_at: "2031-02-03T11:00:00.000Z",
      },
      {
        network: "Deutsche Telekom AG",
        country: "DE",
        address: telekom,
        first_used_at: "2031-02-03T10:00:00.000Z",
        last_used_at: "2031-02-03T10:00:00.000Z",
      },
    ]);
  });

  it("row 31: tells nobody of the first network, of an address without one, and of a known one", async () => {
    const account = await usedFrom("10.0.0.7", google, google, "8.8.4.4", "10.0.0.7", null);
    expect(await alarms(account)).toEqual([]);
    expect(await mailsTo(account)).toBe(0);
  });

  it("row 31: tells once of a network that is new, however often and from however many processes it comes", async () => {
    const account = await usedFrom(google);
    await callFrom(account.keyId, telekom);
    await Promise.all([callFrom(account.keyId, telekom), callFrom(account.keyId, "80.156.1.2")]);
    expect(await alarms(account)).toEqual(["Deutsche Telekom AG"]);
    expect(await mailsTo(account)).toBe(1);
  });

  it("row 31: takes the earlier for its own where two come in the same moment of a key's first use", async () => {
    const account = await usedFrom();
    at("2031-02-03T10:00:00.000Z");
    touchKey(account.keyId, google);
    at("2031-02-03T10:00:01.000Z");
    touchKey(account.keyId, telekom);
    await flushKeyUse();
    expect(await alarms(account)).toEqual(["Deutsche Telekom AG"]);
  });

  it("row 31: mails of five a day at the most, and keeps the others in the audit log", async () => {
    const account = await usedFrom(google);
    for (let n = 0; n < 7; n++)
      await db().keyNetwork.create({
        data: {
          ...{
            apiKeyId: account.keyId,
            asn: 64_500 + n,
            country: "",
            name: `Network ${n}`,
            address: "192.0.2.1",
          },
          ...{ firstUsedAt: clock.now(), lastUsedAt: clock.now() },
        },
      });
    await callFrom(account.keyId, telekom);
    expect(await alarms(account)).toEqual(["Deutsche Telekom AG"]);
    expect(await mailsTo(account)).toBe(0);
  });

  it("row 31: says nothing of a key that was revoked meanwhile, and goes on where one is gone", async () => {
    const account = await usedFrom(google);
    await revokeKey(account.ctx, account.keyId);
    await callFrom(account.keyId, telekom);
    expect(await alarms(account)).toEqual([]);
    const other = await usedFrom(cloudflare);
    touchKey("key_gone", telekom);
    await callFrom(other.keyId, google);
    expect(await alarms(other)).toEqual(["Google LLC"]);
  });

  it("row 31: knows a program's call by its socket and keeps nothing of a browser's", async () => {
    const account = await makeAccount();
    const { secret } = await createKey(account.ctx, {
      name: "Web",
      allowed_origins: ["https://shop.example"],
    });
    const call = (headers: Record<string, string>) =>
      callApi("GET", "/api/v1/credits", { key: secret, headers: { "X-Forwarded-For": telekom, ...headers } });
    expect((await call({ Origin: "https://shop.example" })).status).toBe(200);
    await flushKeyUse();
    expect(await listed(account)).toMatchObject({ used_from: [], last_used_at: expect.any(String) });
    expect((await call({})).status).toBe(200);
    await flushKeyUse();
    expect((await listed(account)).used_from).toMatchObject([{ address: telekom, country: "DE" }]);
  });

  it("row 31: is forgotten a year after the last use", async () => {
    at("2031-02-03T10:00:00.000Z");
    const account = await usedFrom(google);
    const [rule] = keyRetention;
    const held = { ...nobodySpared, organizationIds: [account.organizationId] };
    const where = { apiKeyId: account.keyId };
    at("2032-02-03T10:00:00.000Z");
    await rule.sweep(1000, nobodySpared);
    expect(await db().keyNetwork.count({ where })).toBe(1);
    at("2032-02-03T10:00:00.001Z");
    await rule.sweep(1000, held);
    expect(await db().keyNetwork.count({ where })).toBe(1);
    await rule.sweep(1000, nobodySpared);
    expect(await db().keyNetwork.count({ where })).toBe(0);
  });
});
