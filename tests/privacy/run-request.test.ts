import { createHash, createPublicKey, verify } from "node:crypto";
import { inflateRawSync } from "node:zlib";
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { clock } from "@/lib/core/clock";
import { nobodySpared } from "@/lib/core/retention";
import { overrideEnv } from "@/lib/core/env";
import { getBalance } from "@/lib/credits";
import { databasePool, db, type Tx } from "@/lib/db";
import {
  createGeneration,
  getGeneration,
  getProcessing,
  hashEndUser,
  listGenerations,
  quoteGeneration,
  sealEndUsers,
} from "@/lib/generations";
import { expireGenerations } from "@/lib/generations/expire-generations";
import { GenerationSettings, ListGenerations, type GenerationRequest } from "@/lib/generations/schema";
import { ZipReader } from "@/lib/geometry/formats/unzip-archive";
import { createRequest, getRequest, listReceiptKeys } from "@/lib/privacy";
import { exportEndUser } from "@/lib/privacy/export-end-user";
import { privacyJobs, privacyJobsExhausted, privacyRetention } from "@/lib/privacy/jobs";
import { withExports } from "@/lib/privacy/request-record";
import type { CreateDataSubjectRequest, DataSubjectRequest } from "@/lib/privacy/schema";
import { checkInvariants } from "@/lib/run/invariants";
import { objectExists, readObject } from "@/lib/storage";
import { callApi } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";
import { vasePhoto } from "../support/vase-photo";
import { startReceiver } from "../webhooks/receiver";

/** What a worker does with a request of an end user's. */

let account: TestAccount;
let photo: Uint8Array;
beforeAll(async () => {
  await freshDatabase();
  photo = await vasePhoto();
});
beforeEach(async () => {
  account = await makeAccount({ credits: 500 });
});

const create = (end_user_id: string | undefined, request: GenerationRequest = {}, image?: Uint8Array) => {
  const wish = image ? request : { prompt: "a tall vase", ...request };
  return createGeneration(account.ctx, {
    settings: GenerationSettings.parse({ ...wish, end_user_id }),
    image,
  });
};
const finished = async (end_user_id?: string, image?: Uint8Array) => {
  const { id } = await create(end_user_id, { metadata: { note: `of ${end_user_id}` } }, image);
  await makeResult(id);
  return id;
};
const rowOf = (id: string) => db().generation.findUniqueOrThrow({ where: { id }, include: { files: true } });
const requestRow = (id: string) =>
  db().dataSubjectRequest.findFirstOrThrow({
    where: { subjectRequestId: id, organizationId: account.organizationId },
    include: withExports,
  });
const run = async ({ id }: DataSubjectRequest, signal = new AbortController().signal) => {
  const payload = { requestId: (await requestRow(id)).id };
  return privacyJobs["privacy.request"](payload, { attempt: 1, maxAttempts: 5, jobId: "1", signal });
};
const ask = (type: CreateDataSubjectRequest["type"], end_user_id: string, more = {}) =>
  createRequest(account.ctx, { type, end_user_id, ...more });
const carryOut = async (...asked: Parameters<typeof ask>) => {
  const request = await ask(...asked);
  await run(request);
  return getRequest(account.ctx, request.id);
};
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
/** Every row of the database that holds the text in any column. */
const search = async (text: string) => {
  const { rows } = await databasePool().query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace`,
  );
  const found: string[] = [];
  for (const { name } of rows) {
    const hits = await databasePool().query(
      `SELECT 1 FROM "${name}" AS whole WHERE position($1 in whole::text) > 0 LIMIT 1`,
      [text],
    );
    if (hits.rows.length > 0) found.push(name);
  }
  return found;
};

describe("an end user's name", () => {
  it("is nowhere in the clear, is found again, and is told to its customer", async () => {
    const { id } = await create("canary-7f3a");
    await create("somebody");
    expect(await search("canary-7f3a")).toEqual([]);
    expect((await getGeneration(account.ctx, id)).end_user_id).toBe("canary-7f3a");
    const { data } = await listGenerations(
      account.ctx,
      ListGenerations.parse({ end_user_id: "canary-7f3a" }),
    );
    expect(data.map((each) => each.id)).toEqual([id]);
    const other = await makeAccount();
    expect(
      (await listGenerations(other.ctx, ListGenerations.parse({ end_user_id: "somebody" }))).data,
    ).toEqual([]);
  });

  it("is sealed where an earlier version left it open", async () => {
    const { id } = await create(undefined);
    await db().generation.update({ where: { id }, data: { endUserId: "canary-old" } });
    const list = () => listGenerations(account.ctx, ListGenerations.parse({ end_user_id: "canary-old" }));
    expect((await list()).data).toMatchObject([{ id, end_user_id: "canary-old" }]);
    expect([await sealEndUsers(), await sealEndUsers()]).toEqual([1, 0]);
    expect(await search("canary-old")).toEqual([]);
    expect((await list()).data).toMatchObject([{ id, end_user_id: "canary-old" }]);
  });
});

describe("row 45: erasure", () => {
  it("removes everything of one person of three, and nothing of the others", async () => {
    const theirs = [await finished("c-1", photo), await finished("c-1"), (await create("c-1")).id];
    const others = [await finished("c-2", photo), await finished("c-3"), await finished(undefined)];
    const before = await Promise.all(theirs.map(rowOf));
    const objects = before.flatMap((row) => [
      row.inputObject,
      row.previewObject,
      ...row.files.map((file) => file.object),
    ]);
    const kept = await Promise.all(others.map(rowOf));
    const done = await carryOut("erasure", "c-1");

    expect(done).toMatchObject({ status: "completed", items: 3, end_user_id: null });
    for (const object of objects) if (object) expect(await objectExists(object)).toBe(false);
    for (const id of theirs) {
      expect(await rowOf(id)).toMatchObject({
        prompt: null,
        metadata: {},
        endUserHash: null,
        endUserSealed: null,
        digests: {},
        report: null,
        files: [],
        storedBytes: 0n,
        deletedAt: expect.any(Date) as Date,
      });
      await expect(getGeneration(account.ctx, id)).rejects.toMatchObject({ code: "not_found" });
      expect(await getProcessing(account.ctx, id)).toMatchObject({ input: [], results: [] });
    }
    expect(await Promise.all(others.map(rowOf))).toEqual(kept);
    // What was charged stays charged, and the one that waited cost nothing.
    expect(await getBalance(account.organizationId)).toBe(500 - 5 * 4);
    expect((await checkInvariants()).checks.filter(({ ok }) => !ok)).toEqual([]);
    const event = await db().event.findFirstOrThrow({ where: { subjectId: done.id } });
    expect(event).toMatchObject({
      type: "data_subject_request.completed",
      data: { type: "erasure", items: 3 },
    });
    expect(JSON.stringify(event.data)).not.toContain("c-1");
  });

  it("goes on where a worker was stopped, and counts each once", async () => {
    for (let at = 0; at < 4; at++) await finished("c-1");
    const request = await ask("erasure", "c-1");
    const stop = new AbortController();
    const erased = vi.spyOn(db().generationFile, "deleteMany");
    erased.mockImplementationOnce(((args: object) => {
      stop.abort();
      erased.mockRestore();
      return db().generationFile.deleteMany(args);
    }) as never);
    await expect(run(request, stop.signal)).rejects.toThrow();
    expect(await getRequest(account.ctx, request.id)).toMatchObject({
      status: "in_progress",
      end_user_id: "c-1",
    });
    await run(request);
    await run(request);
    expect(await getRequest(account.ctx, request.id)).toMatchObject({ status: "completed", items: 3 });
    const where = { organizationId: account.organizationId, endUserHash: { not: null } };
    expect(await db().generation.count({ where })).toBe(0);
    expect(await db().event.count({ where: { subjectId: request.id } })).toBe(1);
  });

  it("does nothing once it was cancelled, and is not taken back once it is done", async () => {
    const id = await finished("c-1");
    const request = await ask("erasure", "c-1");
    const { cancelRequest } = await import("@/lib/privacy");
    await cancelRequest(account.ctx, request.id);
    await run(request);
    expect((await getGeneration(account.ctx, id)).end_user_id).toBe("c-1");
    const done = await carryOut("erasure", "c-1");
    await expect(cancelRequest(account.ctx, done.id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("of a test key leaves what was made with live ones", async () => {
    const live = await finished("c-1");
    const ctx = { ...account.asKey(true), actor: { ...account.asKey(true).actor, scopes: ["privacy"] } };
    const request = await createRequest(ctx as TestAccount["ctx"], { type: "erasure", end_user_id: "c-1" });
    await run(request);
    expect((await getGeneration(account.ctx, live)).status).toBe("completed");
  });
});

it("is missed by the invariants where its job is lost", async () => {
  const request = await ask("erasure", "c-1");
  const { id } = await requestRow(request.id);
  await db().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE key = ${`privacy.request:${id}`}`;
  const broken = (await checkInvariants()).checks.filter(({ ok }) => !ok);
  expect(broken.map(({ detail }) => detail)).toEqual([`broken by 1: ${id}`]);
  await run(request);
  expect((await checkInvariants()).ok).toBe(true);
});

describe("row 45: an export", () => {
  const unzip = (bytes: Uint8Array) => {
    const zip = new ZipReader(bytes, (packed) => inflateRawSync(packed));
    const read = (name: string) => zip.read(name) ?? Buffer.from(`${name} is missing`);
    const manifest = JSON.parse(Buffer.from(read("manifest.json")).toString()) as {
      end_user_id: string;
      generations: number;
      files: { name: string; sha256: string }[];
    };
    for (const { name, sha256: sum } of manifest.files) expect(sha256(read(name))).toBe(sum);
    return { read, manifest };
  };

  it("holds all that is kept of the person, each file with its sum, five times within seven days", async () => {
    const ids = [await finished("c-1", photo), await finished("c-1")].sort();
    await finished("c-2");
    const done = await carryOut("access", "c-1");
    const [file] = done.exports;
    expect([done.items, done.exports.length, file.downloads_left]).toEqual([2, 1, 5]);
    const { object } = (await requestRow(done.id)).exports[0];
    const bytes = await readObject(object);
    expect([bytes.length, sha256(bytes)]).toEqual([file.size_bytes, file.sha256]);
    const { read, manifest } = unzip(bytes);
    expect([manifest.end_user_id, manifest.generations]).toEqual(["c-1", 2]);
    const folders = new Set(manifest.files.map(({ name }) => name.split("/")[1]));
    expect([...folders].sort()).toEqual(ids);
    const model = Buffer.from(read(`generations/${ids[0]}/model.stl`)).toString();
    expect(model).toBe(`${ids[0]} as stl`);
    expect(manifest.files.filter(({ name }) => /input-1/.test(name))).toHaveLength(1);
    const { openExport } = await import("@/lib/privacy");
    (await openExport(new URL(file.url).pathname.split("/").at(-1) ?? "", { peek: true })).stream.destroy();
    for (let time = 0; time < 5; time++) expect((await callApi("GET", file.url)).status).toBe(200);
    expect(await callApi("GET", file.url)).toMatchObject({ status: 410, body: { code: "gone" } });
    expect((await callApi("GET", file.url.replace(/.$/, "~"))).status).toBe(403);
  });

  it("is gone on the eighth day, and not there before it is done", async () => {
    await finished("c-1");
    const done = await carryOut("portability", "c-1");
    const later = new Date(Date.now() + 7 * 86_400_000 + 1000);
    const spy = vi.spyOn(clock, "now").mockImplementation(() => later);
    onTestFinished(() => spy.mockRestore());
    expect((await callApi("GET", done.exports[0].url)).status).toBe(410);
    await db().dataSubjectRequest.updateMany({
      where: { subjectRequestId: done.id },
      data: { status: "in_progress" },
    });
    expect((await callApi("GET", done.exports[0].url)).status).toBe(404);
  });

  it("says so where nothing is kept", async () => {
    const done = await carryOut("access", "nobody");
    const { object } = (await requestRow(done.id)).exports[0];
    expect(unzip(await readObject(object)).manifest).toMatchObject({ generations: 0, files: [] });
  });

  it("comes in parts where it is large, and goes on behind the last part that was noted", async () => {
    const ids = [await finished("c-1"), await finished("c-1"), await finished("c-1")].sort();
    const request = await ask("access", "c-1");
    const { signal } = new AbortController();
    const note = (id: string) => async (data: object, tx: Tx) =>
      void (await tx.dataSubjectRequest.update({ where: { id }, data }));
    const first = await requestRow(request.id);
    let parts = 0;
    const killed = exportEndUser(
      first,
      async (data, tx) => {
        await note(first.id)(data, tx);
        // Of the second part neither the row nor how far it came is kept.
        if (++parts === 2) throw new Error("killed");
      },
      signal,
      1,
    );
    await expect(killed).rejects.toThrow("killed");
    const second = await requestRow(request.id);
    expect([second.exports.length, second.cursor]).toEqual([1, ids[0]]);
    await exportEndUser(second, note(first.id), signal, 1);
    const { exports, items } = await requestRow(request.id);
    expect([exports.map(({ number }) => number), items]).toEqual([[1, 2, 3], 3]);
    const packed = await Promise.all(
      exports.map(async ({ object }) => unzip(await readObject(object)).manifest),
    );
    expect(packed.map(({ files }) => files[0].name.split("/")[1])).toEqual(ids);
  });
});

describe("row 45: restriction", () => {
  it("refuses what is new, cancels what waits with its credits back, until it is lifted", async () => {
    const kept = await finished("c-1");
    const waiting = await create("c-1");
    const done = await carryOut("restriction", "c-1");
    expect([done.status, done.items]).toEqual(["completed", 1]);
    expect((await getGeneration(account.ctx, waiting.id)).status).toBe("cancelled");
    expect((await getGeneration(account.ctx, kept)).status).toBe("completed");
    const balance = await getBalance(account.organizationId);
    expect(balance).toBe(496);
    await db().generation.update({ where: { id: kept }, data: { deletesAt: new Date(0) } });
    await expireGenerations(10);
    expect((await getGeneration(account.ctx, kept)).status).toBe("completed");
    await expect(create("c-1")).rejects.toMatchObject({ code: "processing_restricted" });
    const settings = GenerationSettings.parse({ prompt: "a cube", end_user_id: "c-1" });
    await expect(quoteGeneration(account.ctx, { settings })).rejects.toMatchObject({
      code: "processing_restricted",
    });
    expect(await getBalance(account.organizationId)).toBe(balance);
    expect((await create("c-2")).status).toBe("pending");
    await carryOut("lift_restriction", "c-1");
    await expireGenerations(10);
    await expect(getGeneration(account.ctx, kept)).rejects.toMatchObject({ code: "gone" });
    expect((await create("c-1")).status).toBe("pending");
  });

  it("leaves nothing running, whoever submits at the same moment", async () => {
    const request = await ask("restriction", "c-1");
    await Promise.allSettled([...Array.from({ length: 6 }, () => create("c-1")), run(request)]);
    const where = { organizationId: account.organizationId, status: "pending" as const };
    expect(await db().generation.count({ where })).toBe(0);
  });

  it("makes a submission wait for one that is just being written down, and refuses it then", async () => {
    const { organizationId } = account;
    const endUserHash = await hashEndUser(organizationId, "c-1");
    const lock = `printpal-end-user:${organizationId}:${endUserHash}`;
    let submitted: Promise<string> | undefined;
    await db().$transaction(
      async (tx) => {
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${lock}, 0))::text`;
        await tx.restrictedEndUser.create({ data: { organizationId, test: false, endUserHash } });
        submitted = create("c-1").then(
          () => "made",
          (error: { code: string }) => error.code,
        );
        const waiting = async () =>
          (
            await db().$queryRaw<object[]>`
              SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
                AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
          ).length;
        await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 60_000 });
      },
      { timeout: 60_000 },
    );
    expect(await submitted).toBe("processing_restricted");
  });

  it("row 10: takes what there is out of training", async () => {
    const { id } = await create(undefined, { processing: { training: "allow" } });
    const { endUserHash } = await rowOf((await create("c-1")).id);
    await db().generation.update({ where: { id }, data: { endUserHash } });
    expect((await rowOf(id)).trainingEligible).toBe(true);
    await carryOut("restriction", "c-1");
    expect((await rowOf(id)).trainingEligible).toBe(false);
  });
});

describe("the sweep", () => {
  const sweep = (id: string) => privacyRetention.find((rule) => rule.id === id)?.sweep(100, nobodySpared);

  it("removes exports after seven days and requests after two years, and nothing before", async () => {
    await finished("c-1");
    const done = await carryOut("access", "c-1");
    const [{ object }] = (await requestRow(done.id)).exports;
    expect([await sweep("exports"), await sweep("data_subject_requests")]).toEqual([0, 0]);
    let later = Date.now() + 7 * 86_400_000 + 1000;
    const spy = vi.spyOn(clock, "now").mockImplementation(() => new Date(later));
    onTestFinished(() => spy.mockRestore());
    expect(await sweep("exports")).toBeGreaterThan(0);
    expect(await objectExists(object)).toBe(false);
    expect((await requestRow(done.id)).exports).toEqual([]);
    expect((await callApi("GET", done.exports[0].url)).status).toBe(410);
    later += 730 * 86_400_000;
    expect(await sweep("data_subject_requests")).toBeGreaterThan(0);
    await expect(getRequest(account.ctx, done.id)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("row 45: the callback", () => {
  it("tells that it is done, signed so that anybody can verify it, and again until it is taken", async () => {
    overrideEnv({ outboundAllowedNetworks: ["127.0.0.1"] });
    onTestFinished(() => overrideEnv({ outboundAllowedNetworks: [] }));
    const receiver = await startReceiver();
    onTestFinished(() => void receiver.close());
    receiver.answers.push({ status: 500 });
    const done = await carryOut("erasure", "c-1", { callback_url: receiver.url });
    const call = async () =>
      privacyJobs["privacy.callback"](
        { requestId: (await requestRow(done.id)).id },
        { attempt: 1, maxAttempts: 5, jobId: "1", signal: new AbortController().signal },
      );
    const callback = async () => (await getRequest(account.ctx, done.id)).callback;
    const planned = { event_type: "data_subject_request.completed", delivered_at: null };
    expect(await callback()).toEqual({ ...planned, status: "pending", attempts: 0, last_error: null });
    await expect(call()).rejects.toThrow("500");
    const last_error = "It answered 500; an answer from 200 to 299 counts as delivered.";
    expect(await callback()).toEqual({ ...planned, status: "pending", attempts: 1, last_error });
    await privacyJobsExhausted["privacy.callback"](
      { requestId: (await requestRow(done.id)).id },
      { jobId: "1", attempts: 10, lastError: null },
    );
    expect(await callback()).toEqual({ ...planned, status: "failed", attempts: 1, last_error });
    await call();
    await call();
    expect(receiver.received).toHaveLength(2);
    const { headers, body } = receiver.received[1];
    const [id, timestamp, signature] = ["id", "timestamp", "signature"].map((name) =>
      String(headers[`webhook-${name}`]),
    );
    const jwk = (await listReceiptKeys()).keys.find(({ kid }) => kid === headers["webhook-key-id"]);
    const key = createPublicKey({ key: jwk ?? {}, format: "jwk" });
    const given = Buffer.from(signature.replace(/^v1a,/, ""), "base64");
    expect(verify(null, Buffer.from(`${id}.${timestamp}.${body}`), key, given)).toBe(true);
    expect(JSON.parse(body)).toMatchObject({
      type: "data_subject_request.completed",
      data: { id: done.id, type: "erasure", status: "completed" },
    });
    const { called_back_at } = await getRequest(account.ctx, done.id);
    expect(called_back_at).not.toBeNull();
    const told = { ...planned, delivered_at: called_back_at };
    expect(await callback()).toEqual({ ...told, status: "delivered", attempts: 2, last_error: null });
  });
});
