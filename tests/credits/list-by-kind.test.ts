import { beforeAll, expect, it } from "vitest";
import { listLedger } from "@/lib/credits";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";

beforeAll(() => freshDatabase());

it("lists the movements of one kind alone", async () => {
  const { ctx } = await makeAccount({ credits: 7 });
  expect((await listLedger(ctx, { kind: "grant" })).data.map(({ amount }) => amount)).toEqual([7]);
  expect((await listLedger(ctx, { kind: "release" })).data).toEqual([]);
});
