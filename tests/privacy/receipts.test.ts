import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { verifySample } from "@/components/docs/privacy-samples";
import { scopes } from "@/lib/core/actor";
import { overrideEnv } from "@/lib/core/env";
import { db } from "@/lib/db";
import { createGeneration, deleteGeneration } from "@/lib/generations";
import { generationJobs } from "@/lib/generations/jobs";
import { GenerationSettings, type GenerationRequest } from "@/lib/generations/schema";
import { getReceipt, listReceiptKeys } from "@/lib/privacy";
import type { ProcessingReceipt, ReceiptKeys } from "@/lib/privacy/schema";
import { readObject } from "@/lib/storage";
import { callApi, makeKey } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";
import { vasePhoto } from "../support/vase-photo";

/** The receipt of what was done with a generation's data, verified as the docs say, from public answers alone. */

let account: TestAccount;
let key: string;
let isGenuine: (answer: ProcessingReceipt, keys: ReceiptKeys) => boolean;
let keys: ReceiptKeys;
beforeAll(async () => {
  const { dataDir } = await freshDatabase();
  account = await makeAccount({ credits: 500 });
  key = await makeKey(account.ctx, { scopes: [...scopes] });
  const file = path.join(dataDir, "verify.mjs");
  await writeFile(file, verifySample);
  ({ isGenuine } = (await import(pathToFileURL(file).href)) as { isGenuine: typeof isGenuine });
  const made = await Promise.all(Array.from({ length: 4 }, () => listReceiptKeys()));
  expect(new Set(made.map((each) => JSON.stringify(each))).size).toBe(1);
  keys = (await callApi<ReceiptKeys>("GET", "/api/v1/receipt-keys")).body;
});

const create = (request: GenerationRequest, image?: Uint8Array) =>
  createGeneration(account.ctx, { settings: GenerationSettings.parse(request), image });
const receiptOf = async (id: string) => {
  const { status, body } = await callApi<ProcessingReceipt>("GET", `/api/v1/generations/${id}/processing`, {
    key,
  });
  expect([status, isGenuine(body, keys)]).toEqual([200, true]);
  return body;
};
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const run = (name: string, generationId: string) =>
  generationJobs[name](
    { generationId },
    { attempt: 1, maxAttempts: 3, jobId: "1", signal: new AbortController().signal },
  );

describe("row 14: the receipt", () => {
  it("names engine, place and the bytes that went in and came out", async () => {
    overrideEnv({ processingCountry: "DE" });
    onTestFinished(() => overrideEnv({ processingCountry: undefined }));
    const { id } = await create({ formats: ["stl", "glb"] }, await vasePhoto());
    await makeResult(id, ["stl", "glb"]);
    const { inputObject } = await db().generation.findUniqueOrThrow({ where: { id } });
    const { receipt } = await receiptOf(id);
    expect(receipt).toMatchObject({
      issuer: "http://localhost:3000",
      generation_id: id,
      status: "completed",
      processed_by: {
        name: "own",
        engine: "parametric",
        engine_version: "1.0.0",
        country: "DE",
        trains: false,
      },
      left_the_machine: [],
      training_eligible: false,
      retention: "default",
      deletes_at: null,
      deleted: { input_at: null, results_at: null, generation_at: null },
    });
    expect(receipt.input).toEqual([{ name: "input", sha256: sha256(await readObject(inputObject ?? "")) }]);
    expect(receipt.results).toEqual(
      ["stl", "glb"].map((name) => {
        const text = `${id} as ${name}`;
        return { name, sha256: sha256(text), size_bytes: text.length };
      }),
    );
  });

  it("says before the end that nothing has run, and of a prompt what it read", async () => {
    const { id } = await create({ prompt: "a tall vase" });
    const { receipt } = await receiptOf(id);
    expect([receipt.status, receipt.processed_by, receipt.results]).toEqual(["pending", null, []]);
    expect(receipt.input).toEqual([{ name: "prompt", sha256: sha256("a tall vase") }]);
  });

  it("says what goes when, and when it went", async () => {
    const { id } = await create({ prompt: "a cube", processing: { retention: "zero" } });
    await makeResult(id);
    const { receipt } = await receiptOf(id);
    const completed = Date.parse(receipt.processed_by?.completed_at ?? "");
    expect(Date.parse(receipt.deletes_at ?? "") - completed).toBe(3_600_000);
    await run("generation.erase_input", id);
    await run("generation.erase_results", id);
    const { deleted, results } = (await receiptOf(id)).receipt;
    expect([deleted.input_at, deleted.results_at, deleted.generation_at]).toEqual([
      expect.any(String),
      expect.any(String),
      null,
    ]);
    expect(results).toHaveLength(1);
  });

  it("stays when the generation is deleted", async () => {
    const { id } = await create({ prompt: "a cube" });
    await makeResult(id);
    await deleteGeneration(account.ctx, id);
    expect((await receiptOf(id)).receipt.deleted).toMatchObject({ results_at: null });
    await run("generation.purge", id);
    const { deleted, input } = (await receiptOf(id)).receipt;
    expect(Object.values(deleted).filter((at) => at === null)).toEqual([]);
    expect(input).toHaveLength(1);
  });
});

describe("the signature", () => {
  it("fails where a word of the receipt, the signature or the key is another", async () => {
    const { id } = await create({ prompt: "a cube" });
    const answer = await receiptOf(id);
    const { receipt, signature } = answer;
    expect(isGenuine({ ...answer, receipt: { ...receipt, training_eligible: true } }, keys)).toBe(false);
    const value = (signature.value.startsWith("A") ? "B" : "A") + signature.value.slice(1);
    expect(isGenuine({ ...answer, signature: { ...signature, value } }, keys)).toBe(false);
    const reordered = Object.fromEntries(Object.entries(receipt).reverse()) as typeof receipt;
    expect(isGenuine({ ...answer, receipt: reordered }, keys)).toBe(true);
  });

  it("comes from one key, whose secret half lies sealed", async () => {
    expect(keys.keys).toMatchObject([{ kty: "OKP", crv: "Ed25519", alg: "EdDSA", kid: "receipts-1" }]);
    expect(Object.keys(keys.keys[0])).not.toContain("d");
    const [row] = await db().signingKey.findMany();
    expect(row.sealedSeed).toHaveLength(60);
  });

  it("is not given to another world or organization", async () => {
    const { id } = await create({ prompt: "a cube" });
    const other = await makeAccount();
    for (const ctx of [other.ctx, account.asKey(true)])
      await expect(getReceipt(ctx, id)).rejects.toMatchObject({ code: "not_found" });
  });
});
