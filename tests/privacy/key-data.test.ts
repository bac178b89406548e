import { beforeAll, expect, it, vi } from "vitest";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { databasePool, db, type Context } from "@/lib/db";
import { createGeneration } from "@/lib/generations";
import { GenerationSettings } from "@/lib/generations/schema";
import { createKey, revokeKey } from "@/lib/keys";
import { checkPrint } from "@/lib/prints";
import { PrintCheckSettings } from "@/lib/prints/schema";
import {
  countKeyData,
  eraseKeyData,
  listInstructions,
  placeHold,
  releaseHold,
  replayErasures,
} from "@/lib/privacy";
import { runKeyErasure } from "@/lib/privacy/key-data/run-key-erasure";
import { findCanary } from "@/lib/run/privacy-audit/find-canary";
import { checkInvariants } from "@/lib/run/invariants";
import { objectExists } from "@/lib/storage";
import { createUpload, receiveUpload } from "@/lib/uploads";
import { recordRequests } from "@/lib/usage";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";

vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);

/** An erasure of what one key made; the number is the row of the policy's table of clauses. */

const mesh = new TextEncoder().encode(
  "solid t\nfacet normal 0 0 0\nouter loop\nvertex 0 0 0\nvertex 0 1 0\nvertex 1 0 0\nendloop\nendfacet\nendsolid t\n",
);

let account: TestAccount;
beforeAll(async () => {
  await freshDatabase();
  account = await makeAccount({ credits: 500 });
});

interface Work {
  keyId: string;
  word: string;
  ctx: Context;
  generationId: string;
  objects: string[];
}

/** A key, and one of everything that a key makes, with a word of its own wherever a caller may write one. */
async function work(word: string): Promise<Work> {
  const { key } = await createKey(account.ctx, { name: "Shop", scopes: ["generate", "read"] });
  const ctx: Context = {
    ...account.ctx,
    actor: { kind: "key", keyId: key.id, keyName: "Shop", test: false, scopes: ["generate", "read"] },
  };
  const { id: generationId } = await generate(ctx, word);
  await makeResult(generationId);
  const running = await generate(ctx, word);
  const { id: printId } = await checkPrint(ctx, PrintCheckSettings.parse({}), mesh);
  const upload = await createUpload(ctx, {
    content_type: "model/stl",
    bytes: mesh.byteLength,
    filename: `${word}.stl`,
  });
  await receiveUpload(upload.id, { contentType: "model/stl", body: () => once(mesh) });
  await db().keyNetwork.create({
    data: {
      ...{ apiKeyId: key.id, asn: 3320, country: "DE", name: "Telekom", address: "80.156.1.1" },
      ...{ firstUsedAt: clock.now(), lastUsedAt: clock.now() },
    },
  });
  await recordRequests([
    {
      ...{ id: newId("request"), organizationId: account.organizationId, apiKeyId: key.id, method: "POST" },
      ...{ endpoint: "/api/v1/generations", statusCode: 202, creditsUsed: 4, generationId, durationMs: 3 },
      ...{
        parameters: {},
        errorCode: null,
        ipAddress: "203.0.113.7",
        userAgent: word,
        createdAt: new Date(),
      },
    },
  ]);
  const files = await db().generationFile.findMany({ where: { generationId } });
  const { object } = await db().upload.findUniqueOrThrow({ where: { id: upload.id } });
  const { uploadObject } = await db().print.findUniqueOrThrow({ where: { id: printId } });
  const objects = [...files.map((file) => file.object), object, uploadObject].filter((name) => name !== null);
  expect([objects.length, running.status]).toEqual([3, "pending"]);
  return { keyId: key.id, word, ctx, generationId, objects };
}

async function* once(bytes: Uint8Array) {
  yield bytes;
}

const generate = (ctx: Context, prompt: string) =>
  createGeneration(ctx, {
    settings: GenerationSettings.parse({
      ...{ prompt, engine: "text", metadata: { order: prompt }, end_user_id: prompt },
      processing: { training: "allow" },
    }),
  });

/** What the queue holds for it, run as a worker would. */
async function runPlanned(keyId: string): Promise<void> {
  const { rows } = await databasePool().query<{ payload: unknown }>(
    "SELECT payload FROM graphile_worker._private_jobs WHERE key = $1",
    [`privacy.key_data:${keyId}`],
  );
  expect(rows.length).toBe(1);
  await databasePool().query("DELETE FROM graphile_worker._private_jobs WHERE key = $1", [
    `privacy.key_data:${keyId}`,
  ]);
  await runKeyErasure(rows[0].payload, new AbortController().signal);
}

const erase = (keyId: string) =>
  eraseKeyData(
    { ...account.ctx, requestId: newId("request") },
    { key_id: keyId, password: account.password },
  );
const counts = async (keyId: string) => {
  const { generations, prints, uploads, requests } = await countKeyData(account.ctx, keyId);
  return [generations, prints, uploads, requests];
};
const stored = (objects: readonly string[]) => Promise.all(objects.map(objectExists));
const spent = () =>
  db().ledgerEntry.findMany({
    where: { organizationId: account.organizationId },
    select: { id: true, kind: true, amount: true, generationId: true },
    orderBy: { number: "asc" },
  });

it("row 38: erases what one key made, and nothing of another's, and the ledger still sums", async () => {
  const [gone, stays] = [await work("wordgone"), await work("wordstays")];
  expect([await counts(gone.keyId), await counts(stays.keyId)]).toEqual([
    [2, 1, 1, 1],
    [2, 1, 1, 1],
  ]);
  const before = await spent();
  const found = (await findCanary("wordstays")).length;
  expect(found).toBeGreaterThan(3);

  await erase(gone.keyId);
  expect((await countKeyData(account.ctx, gone.keyId)).pending).toBe(true);
  // Made after it was asked for: that is another thing.
  const later = await generate(gone.ctx, "wordlater");
  await db().generation.update({
    where: { id: later.id },
    data: { createdAt: new Date(clock.now().getTime() + 1000) },
  });
  await runPlanned(gone.keyId);

  expect(await findCanary("wordgone")).toEqual([]);
  expect(await stored(gone.objects)).toEqual([false, false, false]);
  expect((await db().keyNetwork.findMany()).map(({ apiKeyId }) => apiKeyId)).toEqual([stays.keyId]);
  expect((await findCanary("wordlater")).length).toBeGreaterThan(0);

  expect((await findCanary("wordstays")).length).toBe(found);
  expect(await stored(stays.objects)).toEqual([true, true, true]);
  expect(await counts(stays.keyId)).toEqual([2, 1, 1, 1]);

  // What was paid stays paid, what ran came back, and each movement is still explained by a row.
  const after = await spent();
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.slice(before.length).map(({ kind }) => kind)).toEqual(["reserve", "release"]);
  expect((await checkInvariants()).checks.filter(({ ok }) => !ok)).toEqual([]);

  const [receipt] = await db().auditEvent.findMany({ where: { action: "key.data_erased" } });
  expect(receipt).toMatchObject({
    subjectId: gone.keyId,
    detail: { generations: 2, prints: 1, uploads: 1, requests: 1, networks: 1 },
  });
  const { data } = await listInstructions(account.ctx);
  expect(data.find(({ action }) => action === "key.erase_data")?.what).toMatch(
    /^Erase what a key made until 20/,
  );

  // Done again it is nothing more; the key was not ended, and works on.
  await db().generation.update({
    where: { id: later.id },
    data: { createdAt: new Date(clock.now().getTime() - 1000) },
  });
  await erase(gone.keyId);
  await runPlanned(gone.keyId);
  expect(await findCanary("wordlater")).toEqual([]);
  const again = await db().auditEvent.findMany({
    where: { action: "key.data_erased" },
    orderBy: { createdAt: "asc" },
  });
  expect(again[1].detail).toMatchObject({ generations: 1, prints: 0, uploads: 0, requests: 0, networks: 0 });
  expect((await generate(gone.ctx, "vase")).status).toBe("pending");

  // As if a backup from before had been restored: it is erased again, and what came since stays.
  await db().generation.update({
    where: { id: gone.generationId, organizationId: account.organizationId },
    data: { prompt: "wordgone", deletedAt: null },
  });
  await db().erasureEntry.deleteMany({ where: { kind: "key" } });
  expect(await replayErasures(personalRooms)).toBe(2);
  expect(await findCanary("wordgone")).toEqual([]);
  expect(await counts(gone.keyId)).toEqual([1, 0, 0, 0]);
});

it("row 38: erases a key's work for owners and admins who show who they are, and waits for a hold", async () => {
  const { keyId, word, ctx } = await work("wordheld");
  const proof = { key_id: keyId, password: account.password };
  for (const who of [
    ...(["developer", "billing", "viewer", "auditor"] as const).map(account.as),
    { ...ctx, actor: { ...ctx.actor, scopes: ["generate", "keys", "privacy"] } } as Context,
  ]) {
    await expect(countKeyData(who, keyId)).rejects.toMatchObject({ code: "forbidden" });
    await expect(eraseKeyData(who, proof)).rejects.toMatchObject({ code: "forbidden" });
  }
  const other = await makeAccount();
  for (const act of [
    () => countKeyData(other.ctx, keyId),
    () => eraseKeyData(other.ctx, { key_id: keyId, password: other.password }),
    () => eraseKeyData(account.ctx, { ...proof, key_id: "key_0000000000000000000000" }),
  ])
    await expect(act()).rejects.toMatchObject({ code: "not_found" });
  for (const wrong of [{ key_id: keyId }, { key_id: keyId, password: "a wrong one" }])
    await expect(eraseKeyData(account.ctx, wrong)).rejects.toMatchObject({ code: "invalid_request" });
  expect((await countKeyData(account.ctx, keyId)).pending).toBe(false);

  // A key that was revoked made what it made; asked for twice at once, it is one job.
  await revokeKey(account.ctx, keyId);
  const staff: Context = {
    actor: { kind: "staff", userId: "usr_staff", role: "privacy" },
    organizationId: "",
    requestId: "req_staff",
  };
  const hold = await placeHold(staff, {
    organization_id: account.organizationId,
    reason: "Asked for by a court in a fraud case",
    authority: "Court 12 C 34/27",
  });
  await Promise.all([erase(keyId), erase(keyId)]);
  await runPlanned(keyId);
  expect(await counts(keyId)).toEqual([2, 1, 1, 1]);
  await releaseHold(staff, hold.id);
  await runPlanned(keyId);
  expect(await findCanary(word)).toEqual([]);
  expect(await counts(keyId)).toEqual([0, 0, 0, 0]);
});
