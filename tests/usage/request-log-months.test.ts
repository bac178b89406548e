import { readdir } from "node:fs/promises";
import pg from "pg";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clock } from "@/lib/core/clock";
import { env, overrideEnv } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { nobodySpared, type NoteRemoved } from "@/lib/core/retention";
import { databasePool, db } from "@/lib/db";
import { migrate } from "@/lib/db/migrate";
import { keepReceipts } from "@/lib/privacy";
import { makeMonths, recordRequests } from "@/lib/usage";
import { usageData } from "@/lib/usage/personal-data";
import { usageJobs, usageRetention, usageSchedules } from "@/lib/usage/jobs";
import { freshDatabase } from "../support/database";

/** Rows 5 and 23 of the policy's table of clauses: the log of calls by months, and how it goes after a year. */

beforeAll(() => freshDatabase());
const realNow = clock.now;
beforeEach(async () => {
  await db().apiRequest.deleteMany();
  await db().retentionReceipt.deleteMany();
});
afterEach(() => {
  clock.now = realNow;
});
const at = (moment: string | Date) => (clock.now = () => new Date(moment));
const log = usageRetention.find(({ id }) => id === "request_log")!;
const sweep = (spared = nobodySpared, note: NoteRemoved = receipts) => log.sweep(1000, spared, note);
const receipts: NoteRemoved = (removed, query) => keepReceipts({ request_log: removed }, query);
const noted = async () => (await db().retentionReceipt.aggregate({ _sum: { removed: true } }))._sum.removed;

const call = (moment: string, organizationId = "org_a") => ({
  ...{ id: newId("request"), organizationId, apiKeyId: "key_a", method: "GET", endpoint: "/" },
  ...{ statusCode: 200, creditsUsed: 1, generationId: null, parameters: {}, errorCode: null },
  ...{ ipAddress: null, userAgent: null, durationMs: 1, createdAt: new Date(moment) },
});
const write = (...moments: string[]) => recordRequests(moments.map((moment) => call(moment)));
/** Each partition that holds calls, and how many. */
async function filled(): Promise<Record<string, number>> {
  const { rows } = await databasePool().query<{ month: string; count: number }>(
    `SELECT substr(tableoid::regclass::text, 14) AS month, count(*)::int AS count FROM api_requests GROUP BY 1 ORDER BY 1`,
  );
  return Object.fromEntries(rows.map(({ month, count }) => [month, count]));
}
async function months(): Promise<string[]> {
  const { rows } = await databasePool().query<{ month: string }>(
    `SELECT substr(inhrelid::regclass::text, 14) AS month FROM pg_inherits
     WHERE inhparent = 'api_requests'::regclass ORDER BY 1`,
  );
  return rows.map(({ month }) => month);
}

describe("row 5: the request log", () => {
  it("row 5: lies by months of UTC, made ahead over the end of a year and in a leap year, once", async () => {
    at("2027-11-30T23:59:59.999Z");
    expect([...(await makeMonths()), ...(await makeMonths())]).toEqual(
      ["2027_11", "2027_12", "2028_01"].map((month) => `api_requests_${month}`),
    );
    at("2027-12-31T12:00:00Z");
    // Two workers that start at once.
    const made = (await Promise.all([makeMonths(), makeMonths(), makeMonths()])).flat();
    expect(made).toEqual(["api_requests_2028_02"]);
    await write("2027-12-31T23:59:59.999Z", "2028-01-01T00:00:00Z", "2028-02-29T23:59:59.999Z");
    // A month too far ahead has none yet, and no call fails for it.
    await write("2028-03-01T00:00:00Z", "2031-07-04T00:00:00Z");
    expect(await filled()).toEqual({ "2027_12": 1, "2028_01": 1, "2028_02": 1, default: 2 });
    at("2028-03-05T00:00:00Z");
    await usageJobs["usage.make_months"]({}, {} as never);
    expect(await filled()).toMatchObject({ "2028_03": 1, default: 1 });
    expect(await months()).toContain("2028_05");
    expect(usageSchedules).toEqual([{ job: "usage.make_months", every: "11 1 * * *" }]);
  });

  it("row 5: takes a batch that is written twice once, in whatever month, and shows it as one list", async () => {
    at("2028-03-05T00:00:00Z");
    const batch = [call("2028-01-31T23:00:00Z"), call("2028-02-01T01:00:00Z"), call("2033-01-01T00:00:00Z")];
    await recordRequests(batch);
    await recordRequests(batch);
    const rows = await db().apiRequest.findMany({ orderBy: { createdAt: "desc" }, select: { id: true } });
    expect(rows).toEqual(batch.map(({ id }) => ({ id })).reverse());
  });

  it("row 5: moves what came before its month had a place, as after a restore, and no call of it is lost", async () => {
    await databasePool().query("DROP TABLE api_requests_2028_01, api_requests_2028_02");
    await write("2028-01-10T00:00:00Z", "2028-02-10T00:00:00Z", "2028-02-29T00:00:00Z");
    expect(await filled()).toEqual({ default: 3 });
    at("2028-03-05T00:00:00Z");
    expect(await makeMonths()).toEqual(["api_requests_2028_01", "api_requests_2028_02"]);
    expect(await filled()).toEqual({ "2028_01": 1, "2028_02": 2 });
  });

  it("row 5: goes whole with whoever is erased, whichever months it lies in", async () => {
    await recordRequests([
      ...[call("2028-01-10T00:00:00Z"), call("2028-02-10T00:00:00Z"), call("2033-01-01T00:00:00Z")],
      call("2028-02-10T00:00:00Z", "org_b"),
    ]);
    const subject = { userId: "usr_a", organizationIds: ["org_a"] };
    await usageData.erase(subject, new AbortController().signal);
    const left = await db().apiRequest.findMany({ select: { organizationId: true } });
    expect(left).toEqual([{ organizationId: "org_b" }]);
  });

  it("row 5: brings each call of a log that was one table into its month", async () => {
    const kept = env();
    const { url } = await freshDatabase({ empty: true });
    overrideEnv(kept);
    const all = (await readdir("prisma/migrations")).filter((name) => /^\d/.test(name)).sort();
    const before = all.slice(0, all.indexOf("20261128144500_request_log_by_month"));
    await migrate(url, "prisma/migrations", new Set(before));
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      const query = async (text: string) => (await client.query<Record<string, unknown>>(text)).rows;
      const ordered = "SELECT row_to_json(one) FROM (SELECT * FROM api_requests ORDER BY id) AS one";
      await query(`INSERT INTO api_requests (id, organization_id, api_key_id, method, endpoint, status_code, duration_ms, ip_address, created_at)
        SELECT 'req_' || day, 'org_a', 'key_a', 'GET', '/', 200, 1, '192.0.2.1', timestamptz '2027-12-30 23:30Z' + day * interval '1 day'
        FROM generate_series(0, 62) AS day`);
      const rows = await query(ordered);
      await migrate(url, "prisma/migrations");
      expect(await query(ordered)).toEqual(rows);
      const counts = await query(`SELECT tableoid::regclass::text AS name, count(*)::int FROM api_requests
        GROUP BY 1 ORDER BY 1`);
      expect(counts).toEqual([
        { name: "api_requests_2027_12", count: 2 },
        { name: "api_requests_2028_01", count: 31 },
        { name: "api_requests_2028_02", count: 29 },
        { name: "api_requests_2028_03", count: 1 },
      ]);
    } finally {
      await client.end();
    }
  });
});

describe("row 23: a year later", () => {
  const seed = async () => {
    at("2028-03-05T00:00:00Z");
    await write("2028-02-01T00:00:00Z", "2028-02-29T23:59:59.999Z", "2028-03-01T00:00:00Z");
    await makeMonths();
  };

  it("row 23: nothing in the log is older than a year and a day, month by month over two years", async () => {
    let written = 0;
    for (let day = 0; day < 800; day += 5) {
      const now = new Date(Date.UTC(2031, 9, 1 + day, 12));
      at(now);
      if (day % 25 === 0) await makeMonths();
      await write(now.toISOString());
      written++;
      await sweep();
      const { _min } = await db().apiRequest.aggregate({ _min: { createdAt: true } });
      expect(now.getTime() - _min.createdAt!.getTime()).toBeLessThanOrEqual(366 * 86_400_000);
      expect(await log.due(now, nobodySpared)).toBe(0);
    }
    // A month is dropped as soon as all of it is a year old; those from 2033 back to 2032 are there.
    expect((await months()).filter((month) => month < "2032_12")).toEqual([]);
    expect((await db().apiRequest.count()) + (await noted())!).toBe(written);
  });

  it("row 23: a month goes as a whole, with a receipt, when its last call is a year old and not before", async () => {
    await seed();
    // 2028 has 366 days: the year is one of 365 days.
    at("2029-02-27T23:59:59.999Z");
    expect(await sweep()).toBe(1);
    expect(await months()).toContain("2028_02");
    at("2029-03-01T00:00:00Z");
    expect([await sweep(), await sweep(), await noted()]).toEqual([1, 0, 2]);
    expect(await months()).not.toContain("2028_02");
    expect(await filled()).toEqual({ "2028_03": 1 });
    at("2029-03-01T00:00:00.001Z");
    expect([await sweep(), await noted()]).toEqual([1, 3]);
    expect(await months()).toContain("2028_03");
  });

  it("row 23: a call that is held or restricted keeps its month, the others go, and it goes when that ends", async () => {
    await seed();
    await recordRequests([call("2028-02-15T00:00:00Z", "org_held")]);
    at("2036-01-01T00:00:00Z");
    expect(await sweep({ organizationIds: ["org_held"], userIds: [] })).toBe(3);
    const left = await db().apiRequest.findMany({ select: { organizationId: true } });
    expect(left).toEqual([{ organizationId: "org_held" }]);
    expect((await months()).filter((month) => month < "2035")).toEqual(["2028_02"]);
    expect([await sweep(), await noted()]).toEqual([1, 4]);
    expect((await months()).filter((month) => month < "2035")).toEqual([]);
  });

  it("row 23: killed midway it leaves the month with its calls and no receipt, and the next run takes them", async () => {
    await seed();
    at("2029-03-20T00:00:00Z");
    const killed: NoteRemoved = async (removed, query) => {
      await receipts(removed, query);
      throw new Error("killed");
    };
    await expect(sweep(nobodySpared, killed)).rejects.toThrow("killed");
    expect([await filled(), await noted()]).toEqual([{ "2028_02": 2, "2028_03": 1 }, null]);
    expect([await sweep(), await noted()]).toEqual([3, 3]);
  });

  it("row 23: swept by three workers at once while calls are logged, each call is removed and counted once", async () => {
    await seed();
    at("2029-04-20T00:00:00Z");
    await makeMonths();
    const young = Array.from({ length: 20 }, () => recordRequests([call("2029-04-20T00:00:00Z")]));
    const removed = await Promise.all([sweep(), sweep(), sweep(), ...young]);
    expect(removed.slice(0, 3).reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(3);
    expect([await noted(), await filled()]).toEqual([3, { "2029_04": 20 }]);
  });
});
