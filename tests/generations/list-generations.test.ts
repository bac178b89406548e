import pg from "pg";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/db";
import { createGeneration, listGenerations } from "@/lib/generations";
import { GenerationSettings, ListGenerations } from "@/lib/generations/schema";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

const MANY = 100_000;
let account: TestAccount;
let url: string;

/** A hundred thousand of one organization, a second apart, each a copy of one that was asked for; the newest ends in 000001. */
beforeAll(async () => {
  ({ url } = await freshDatabase());
  account = await makeAccount();
  const settings = GenerationSettings.parse({ prompt: "a vase" });
  const { id } = await createGeneration(account.ctx, { settings });
  await db().$executeRawUnsafe(
    `INSERT INTO generations
     SELECT copy.* FROM generations AS old, generate_series(1, ${MANY}) AS n,
       jsonb_populate_record(old, jsonb_build_object(
         'id', 'gen_' || lpad(n::text, 22, '0'),
         -- What is sealed opens in its own row alone.
         'prompt', NULL, 'parameters', '{}'::jsonb, 'engine_settings', '{}'::jsonb, 'metadata', '{}'::jsonb,
         'created_at', old.created_at - n * interval '1 second',
         'status', CASE WHEN n % 5000 = 0 THEN 'failed' ELSE 'completed' END)) AS copy
     WHERE old.id = '${id}'`,
  );
  await db().$executeRawUnsafe("ANALYZE generations");
  await db().generation.delete({ where: { id } });
});

const nth = (n: number) => `gen_${String(n).padStart(22, "0")}`;
const list = (query: Partial<ListGenerations>) => listGenerations(account.ctx, ListGenerations.parse(query));
const idsOf = async (query: Partial<ListGenerations>) => (await list(query)).data.map(({ id }) => id);

describe("a history of a hundred thousand", () => {
  it("is read a page at a time, from its beginning, its middle and its end, either way", async () => {
    expect(await idsOf({ limit: 3 })).toEqual([1, 2, 3].map(nth));
    expect(await idsOf({ limit: 3, after: nth(50_000) })).toEqual([50_001, 50_002, 50_003].map(nth));
    expect(await idsOf({ limit: 3, before: nth(50_000) })).toEqual([49_997, 49_998, 49_999].map(nth));
    const { data, has_more } = await list({ limit: 3, after: nth(MANY - 2) });
    expect([data.map(({ id }) => id), has_more]).toEqual([[MANY - 1, MANY].map(nth), false]);
    expect(await idsOf({ limit: 2, status: "failed", after: nth(50_000) })).toEqual(
      [55_000, 60_000].map(nth),
    );
  });

  it.each<[string, Partial<ListGenerations>]>([
    ["the first page", {}],
    ["a page in the middle", { after: nth(50_000) }],
    ["a page backwards", { before: nth(50_000) }],
  ])(
    "costs %s by the page and not by the history: rows come from the index in their order",
    async (_, query) => {
      const [plan] = await plansOf(() => list(query));
      expect(plan).toMatch(/Index Scan (Backward )?using generations_(organization_id_)?created_at_id_idx/);
      expect(plan).not.toMatch(/Seq Scan|Sort/);
    },
  );
});

/** How the database goes about each list that is asked for meanwhile. */
async function plansOf(run: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  await run();
  const lists = query.mock.calls
    .map(([sent]) => sent as unknown as { text?: string; values?: unknown[] })
    .filter(
      ({ text }) => /FROM "public"."generations".* LIMIT/s.test(text ?? "") && / ORDER BY /.test(text ?? ""),
    );
  query.mockRestore();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const plans = [];
  for (const { text, values } of lists) {
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`EXPLAIN ${text}`, values);
    plans.push(rows.map((row) => row["QUERY PLAN"]).join("\n"));
  }
  await client.end();
  return plans;
}
