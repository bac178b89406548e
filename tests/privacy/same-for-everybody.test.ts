import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { db, transaction } from "@/lib/db";
import { setObjection } from "@/lib/accounts";
import { createGeneration, quoteGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { countAhead } from "@/lib/jobs";
import { setConsents } from "@/lib/privacy";
import { callApi, makeKey } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { root, walk } from "../support/source-files";

beforeAll(async () => {
  await freshDatabase();
});

const settings = GenerationSettings.parse({
  ...{ prompt: "a cube", engine: "text", processing: { training: "allow" } },
});
const ofWhatWasSaid =
  /objections|trainingConsent|training_consent|findRestriction|listObjections|cookieChoice/;

it("row 51: no price, no credit, no plan, no limit and no queue asks what somebody said about their data", () => {
  const files = ["lib/credits", "lib/billing", "lib/jobs"].flatMap((folder) => [...walk(folder)]);
  const paths = [
    ...files.filter((file) => file.endsWith(".ts") && !file.endsWith("/personal-data.ts")),
    ...["price-of", "qualities", "quote-generation", "estimate-duration", "take-generation"].map(
      (name) => `lib/generations/${name}.ts`,
    ),
    ...["require-affordable", "require-key-cap", "require-spending-cap"].map(
      (name) => `lib/generations/${name}.ts`,
    ),
    ...["lib/accounts/plan-limits.ts", "lib/accounts/spending-caps.ts", "lib/keys/limit-live-keys.ts"],
    ...["rate-limit", "limit-store", "shared-limit-store"].map((name) => `lib/api/${name}.ts`),
  ];
  expect(paths.length).toBeGreaterThan(50);
  const asking = paths.filter((file) => ofWhatWasSaid.test(readFileSync(path.join(root, file), "utf8")));
  expect(asking).toEqual([]);
});

it("row 51: who objects to everything pays the same and waits in the same queue", async () => {
  const one = await makeAccount();
  const other = await makeAccount();
  await transaction(undefined, async (tx) => {
    for (const purpose of ["training", "service_improvement", "marketing_mail"])
      await setObjection(tx, other.userId, purpose, true);
  });
  const consents = [{ purpose: "training" as const, given: true, version: 1 }];
  await setConsents(one.ctx, { consents }, "203.0.113.7");
  const headers = async ({ ctx }: TestAccount) => {
    const { headers, status } = await callApi("GET", "/api/v1/generations?limit=1", {
      key: await makeKey(ctx),
    });
    const names = [...headers.keys()].filter((name) => /^ratelimit/i.test(name)).sort();
    expect(names.length).toBeGreaterThan(0);
    return [status, ...names.map((name) => headers.get(name)?.replace(/t=\d+/, ""))];
  };
  const made = async ({ ctx }: TestAccount) => {
    const quote = await quoteGeneration(ctx, { settings });
    const { id } = await createGeneration(ctx, { settings });
    const { credits, trainingEligible } = await db().generation.findUniqueOrThrow({ where: { id } });
    const [job] = await db().$queryRaw<Record<string, unknown>[]>`
      SELECT priority, max_attempts, job_queue_id IS NULL AS unqueued, run_at <= now() AS due
      FROM graphile_worker._private_jobs WHERE payload::text LIKE ${`%${id}%`}`;
    return { id, quote, credits, job, trainingEligible };
  };
  const [first, second, third] = [await made(other), await made(one), await made(other)];
  // What they said is heard where it belongs.
  expect([first, second].map(({ trainingEligible }) => trainingEligible)).toEqual([false, true]);
  const same = ({ quote, credits, job }: typeof first) => ({ quote, credits, job });
  expect(same(first)).toEqual(same(second));
  expect([third.credits, third.job]).toEqual([second.credits, second.job]);
  // Who came first is first, whoever it is.
  const places = [first, second, third].map(({ id }) => countAhead(`generation.run:${id}`));
  expect(await Promise.all(places)).toEqual([0, 1, 2]);
  expect(await headers(other)).toEqual(await headers(one));
});
