import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { db, transaction } from "@/lib/db";
import { setObjection } from "@/lib/accounts";
import { createGeneration, quoteGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { setConsents } from "@/lib/privacy";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { root, walk } from "../support/source-files";

beforeAll(async () => {
  await freshDatabase();
});

const settings = GenerationSettings.parse({ prompt: "a cube", engine: "text" });
const ofWhatWasSaid =
  /objections|trainingConsent|training_consent|findRestriction|listObjections|cookieChoice/;

it("row 51: no price, no credit, no plan, no limit and no queue asks what somebody said about their data", () => {
  const files = ["lib/credits", "lib/billing", "lib/jobs"].flatMap((folder) => [...walk(folder)]);
  const paths = [
    ...files.filter((file) => file.endsWith(".ts") && !file.endsWith("/personal-data.ts")),
    "lib/generations/price-of.ts",
    "lib/generations/qualities.ts",
    "lib/api/rate-limit.ts",
    "lib/api/shared-limit-store.ts",
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
  const made = async ({ ctx }: TestAccount) => {
    const quote = await quoteGeneration(ctx, { settings });
    const { id } = await createGeneration(ctx, { settings });
    const { credits } = await db().generation.findUniqueOrThrow({ where: { id } });
    const [job] = await db().$queryRaw<{ priority: number }[]>`
      SELECT priority FROM graphile_worker._private_jobs
      WHERE payload::text LIKE ${`%${id}%`}`;
    return { quoted: quote.credits, credits, priority: job.priority };
  };
  expect(await made(other)).toEqual(await made(one));
});
