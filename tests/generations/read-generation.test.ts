import { beforeAll, expect, it } from "vitest";
import { db } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { readGeneration } from "@/lib/generations/read-generation";
import { GenerationSettings } from "@/lib/generations/schema";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";

let account: TestAccount;
let id: string;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount();
  const settings = GenerationSettings.parse({ prompt: "a vase", metadata: { order: "7" } });
  ({ id } = await createGeneration(account.ctx, { settings }));
  const file = { extension: "stl", contentType: "model/stl", object: "o", sha256: "ab" };
  await db().generation.update({
    where: { id },
    data: {
      storedBytes: 3_000_000_000n,
      files: {
        create: [
          { id: "file_1", format: "stl", sizeBytes: 5_000_000_000n, ...file },
          { id: "file_2", format: "glb", sizeBytes: 2n, ...file },
        ],
      },
    },
  });
});

it("reads the very row that Prisma reads", async () => {
  const row = await db().generation.findUniqueOrThrow({ where: { id }, include: { files: true } });
  expect(await readGeneration({ id, organizationId: account.organizationId })).toEqual(row);
});

it("finds nothing of another organization, of the other world, or deleted", async () => {
  const { organizationId } = account;
  const other = await makeAccount();
  expect(await readGeneration({ id, organizationId: other.organizationId })).toBeNull();
  expect(await readGeneration({ id, organizationId, test: true })).toBeNull();
  expect(await readGeneration({ id, organizationId, test: false })).toMatchObject({ id });
  await db().generation.update({ where: { id }, data: { deletedAt: new Date() } });
  expect(await readGeneration({ id, organizationId })).toBeNull();
});
