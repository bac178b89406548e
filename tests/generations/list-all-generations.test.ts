import { beforeAll, expect, it } from "vitest";
import { db, type Context } from "@/lib/db";
import { createGeneration, listAllGenerations } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

const staff: Context = {
  actor: { kind: "staff", userId: "usr_staff", role: "support" },
  organizationId: "",
  requestId: "req_staff",
};
let [ada, ben]: TestAccount[] = [];
let failed: string;
let waiting: string;
const idsOf = async (query: Parameters<typeof listAllGenerations>[1]) =>
  (await listAllGenerations(staff, query)).data.map(({ id }) => id);

beforeAll(async () => {
  await freshDatabase();
  [ada, ben] = await Promise.all([makeAccount(), makeAccount()]);
  const make = (account: TestAccount, prompt: string) =>
    createGeneration(account.ctx, { settings: GenerationSettings.parse({ prompt }) });
  ({ id: failed } = await make(ada, "a secret vase"));
  ({ id: waiting } = await make(ben, "a cup"));
  await db().generation.update({
    where: { id: failed, organizationId: ada.organizationId },
    data: { status: "failed", engine: "parametric", errorCode: "timed_out", errorMessage: "secret" },
  });
});

it("lists those of all organizations, newest first, and tells nothing of what went in", async () => {
  const { data, has_more } = await listAllGenerations(staff, {});
  expect([data.map(({ id }) => id), has_more]).toEqual([[waiting, failed], false]);
  expect(data[1]).toMatchObject({ organizationId: ada.organizationId, errorCode: "timed_out" });
  expect(JSON.stringify(data)).not.toMatch(/secret|cup/);
});

it("finds them by state, engine, organization and error, and goes on behind one", async () => {
  expect(await idsOf({ status: "failed" })).toEqual([failed]);
  expect(await idsOf({ engine: "parametric" })).toEqual([failed]);
  expect(await idsOf({ organization_id: ben.organizationId })).toEqual([waiting]);
  expect(await idsOf({ error: "timed_out" })).toEqual([failed]);
  expect(await idsOf({ error: "timed_out", organization_id: ben.organizationId })).toEqual([]);
  expect(await idsOf({ after: waiting })).toEqual([failed]);
  expect(await idsOf({ after: "gen_none" })).toEqual([waiting, failed]);
});

it("leaves out what was deleted", async () => {
  await db().generation.update({ where: { id: waiting }, data: { deletedAt: new Date() } });
  expect(await idsOf({})).toEqual([failed]);
});

it("is not there for customers and their keys", async () => {
  for (const ctx of [ada.ctx, ada.asKey()])
    await expect(listAllGenerations(ctx, {})).rejects.toMatchObject({ code: "not_found" });
});
