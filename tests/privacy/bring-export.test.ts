import { createHash } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { keptFor } from "@/lib/api/retention/list-retention";
import { runSweep } from "@/lib/api/retention/run-sweep";
import type { Spared } from "@/lib/core/retention";
import { db, type Context } from "@/lib/db";
import { getGeneration, listGenerations } from "@/lib/generations";
import { Generation, ListGenerations } from "@/lib/generations/schema";
import { zipArchive } from "@/lib/geometry/formats/zip-archive";
import {
  cancelPrivacyRequest,
  confirmImport,
  getPrivacyRequest,
  openPersonExport,
  openPrivacyRequest,
  receiveImport,
} from "@/lib/privacy";
import { privacyRetention } from "@/lib/privacy/expire-requests";
import { readPart } from "@/lib/privacy/import/read-export";
import { MAX_IMPORT_BYTES } from "@/lib/privacy/import/receive-import";
import { runPrivacyRequest } from "@/lib/privacy/own-requests/run-privacy-request";
import { liveALife, type Life } from "@/lib/run/privacy-audit/live-a-life";
import { objectExists, readObject } from "@/lib/storage";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";

vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);

/** Row 53: an export that somebody brings along themselves, in the privacy centre. */

let life: Life;
let zip: Buffer;
beforeAll(async () => {
  await freshDatabase();
  life = await liveALife("broughtalong", (id) => makeResult(id));
  const { id } = await openPrivacyRequest(life.ctx, { type: "export", password: life.password });
  await run(id);
  const parts: Buffer[] = [];
  const [file] = (await getPrivacyRequest(life.ctx, id)).exports;
  for await (const part of (await openPersonExport(life.ctx, file.id)).stream) parts.push(part as Buffer);
  zip = Buffer.concat(parts);
});
const expiry = privacyRetention.find(({ id }) => id === "exports")!;
const run = (id: string) =>
  runPrivacyRequest(id, { rooms: personalRooms, keptFor }, new AbortController().signal);
async function* inPieces(bytes: Uint8Array) {
  for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000);
}
const send = (ctx: Context, bytes: Uint8Array, more: { id?: string; last?: boolean } = {}) =>
  receiveImport(ctx, { last: true, sizeBytes: bytes.length, source: inPieces(bytes), ...more });
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: string }) => error.code,
  );
const history = async (ctx: Context) => (await listGenerations(ctx, ListGenerations.parse({}))).data;

describe("row 53: an export that is brought along", () => {
  it("says first what would come in, and takes it in once its person wants it, and nothing twice", async () => {
    const fresh = await makeAccount({ credits: 0 });
    const { id } = await send(fresh.ctx, zip);
    // It is there to be worked on: the storage removes what passes, whatever becomes of jobs (row 26).
    const arrived = await db().personExport.findFirstOrThrow({ where: { requestId: id } });
    expect(arrived.object).toContain(`/${id}/passing/1/import.zip-`);
    expect(await code(confirmImport(fresh.ctx, id))).toBe("conflict");
    await run(id);
    const checked = await getPrivacyRequest(fresh.ctx, id);
    expect(checked).toMatchObject({
      status: "unconfirmed",
      confirmed: false,
      exports: [],
      furthest_due_at: null,
    });
    expect(checked.steps[0]).toMatchObject({ items: 1 });
    expect(checked.steps[0].note).toMatch(
      /^1 to take in, 0 here already, 0 with nothing to show\. Packed on /,
    );
    expect(await history(fresh.ctx)).toEqual([]);

    expect(await code(confirmImport((await makeAccount()).ctx, id))).toBe("not_found");
    expect(await code(confirmImport(fresh.as("viewer"), id))).toBe("forbidden");
    const twice = await Promise.all([1, 2].map(() => code(confirmImport(fresh.ctx, id))));
    expect(twice.sort()).toEqual(["conflict", "nothing"]);
    await run(id);
    expect(await getPrivacyRequest(fresh.ctx, id)).toMatchObject({
      status: "completed",
      answer: "1 generations were taken in, 0 were here already, 0 had nothing to show.",
      steps: [{ note: "1 of 1 taken in" }],
    });
    const [one] = await history(fresh.ctx);
    expect(await getGeneration(fresh.ctx, one.id)).toMatchObject({ prompt: "broughtalong", credits_used: 0 });
    // What was brought is not kept as a file.
    const { object } = await db().personExport.findFirstOrThrow({ where: { requestId: id } });
    await runSweep(new AbortController().signal);
    expect([await db().personExport.count({ where: { requestId: id } }), await objectExists(object)]).toEqual(
      [0, false],
    );

    const again = await send(fresh.ctx, zip);
    await run(again.id);
    expect((await getPrivacyRequest(fresh.ctx, again.id)).steps[0].note).toMatch(
      /^0 to take in, 1 here already/,
    );
    await cancelPrivacyRequest(fresh.ctx, again.id);
    expect(await code(confirmImport(fresh.ctx, again.id))).toBe("conflict");
    expect(await history(fresh.ctx)).toHaveLength(1);
  });

  it("is kept for a hold on its organization, or its person, under a name that does not pass, and goes with the hold", async () => {
    const { ctx, organizationId, userId } = await makeAccount({ credits: 0 });
    const { id } = await send(ctx, zip, { last: false });
    const sweep = (held: Partial<Spared>) => expiry.sweep(200, { organizationIds: [], userIds: [], ...held });
    const objectOf = async () =>
      (await db().personExport.findFirst({ where: { requestId: id } }))?.object ?? null;
    const arrived = await objectOf();
    await sweep({ organizationIds: [organizationId] });
    const kept = (await objectOf())!;
    expect(kept).toMatch(new RegExp(`^${organizationId}/${id}/1/import\\.zip-\\w{12}$`));
    expect([await objectExists(arrived!), (await readObject(kept)).equals(zip)]).toEqual([false, true]);
    // Sweeping once more changes nothing, and neither does the hold of a person.
    await sweep({ organizationIds: [organizationId] });
    await sweep({ userIds: [userId] });
    expect(await objectOf()).toBe(kept);

    await sweep({});
    expect(await objectOf()).toContain(`/${id}/passing/1/import.zip-`);
    expect(await objectExists(kept)).toBe(false);

    await sweep({ organizationIds: [organizationId] });
    const again = (await objectOf())!;
    await cancelPrivacyRequest(ctx, id);
    await sweep({ organizationIds: [organizationId] });
    expect([await objectOf(), await objectExists(again)]).toEqual([again, true]);
    await sweep({ organizationIds: [(await makeAccount()).organizationId] });
    expect([await objectOf(), await objectExists(again)]).toEqual([null, false]);
  });

  it("is refused where it was altered, is none, leads elsewhere or unpacks without end, and nothing of it is kept", async () => {
    const fresh = await makeAccount({ credits: 0 });
    const altered = Buffer.from(zip);
    altered[altered.indexOf("broughtalong")] ^= 1;
    const packed = (names: string[]) => pack(names.map((name) => ({ name, bytes: Buffer.from("{}") })));
    const cases: [what: string, bytes: Uint8Array, why: RegExp][] = [
      ["altered", altered, /is not the file that manifest\.json names/],
      ["cut off", zip.subarray(0, zip.length - 100), /This is no export that can be read/],
      ["no ZIP", Buffer.from("%PDF-1.7 nothing of ours"), /This is no export that can be read/],
      [
        "another's ZIP",
        zipArchive([{ name: "photo.txt", bytes: Buffer.from("x") }], "stored"),
        /manifest\.json is missing/,
      ],
      ["a way out", packed(["../../secrets.json"]), /manifest\.json does not say what it must/],
      ["another way out", packed(["C:\\windows"]), /manifest\.json does not say what it must/],
      ["no tables", packed(["notes.txt"]), /data\/generations\.json is missing/],
      ["no rows", packed(["data/generations.json", "data/generation_files.json"]), /holds no rows/],
      ["a bomb", bomb(64), /This is no export that can be read/],
    ];
    for (const [what, bytes, why] of cases) {
      const { id } = await send(fresh.ctx, bytes);
      await run(id);
      const { status, answer } = await getPrivacyRequest(fresh.ctx, id);
      expect([what, status, why.test(answer ?? "") ? "said why" : answer]).toEqual([
        what,
        "refused",
        "said why",
      ]);
    }
    await runSweep(new AbortController().signal);
    expect(await db().personExport.count({ where: { userId: fresh.userId } })).toBe(0);
    expect(await history(fresh.ctx)).toEqual([]);
  });

  it("brings no value that an answer could not show", async () => {
    const fresh = await makeAccount({ credits: 0 });
    const { names, read } = readPart(zip);
    const forged = (change: object) => {
      const table = JSON.parse(Buffer.from(read("data/generations.json") ?? []).toString()) as {
        rows: object[];
      };
      const rows = table.rows.map((row) => ({ ...row, ...change }));
      const bytes = Buffer.from(JSON.stringify({ ...table, rows }));
      return pack(
        names.map((name) => ({
          name,
          bytes: name === "data/generations.json" ? bytes : Buffer.from(read(name) ?? []),
        })),
      );
    };
    const unknown = await send(fresh.ctx, forged({ quality: "infinite" }));
    await run(unknown.id);
    const { status, answer } = await getPrivacyRequest(fresh.ctx, unknown.id);
    expect(status).toBe("refused");
    expect(answer).toMatch(/Row 1 of the generations, quality: /);
    const strange = { report: { size_mm: "<b>" }, engine_settings: { relief: { depth_mm: "deep" } } };
    const { id } = await send(fresh.ctx, forged({ ...strange, feedback_rating: "splendid" }));
    await run(id);
    await confirmImport(fresh.ctx, id);
    await run(id);
    const [one] = await history(fresh.ctx);
    expect(Generation.parse(one)).toMatchObject({ report: null, settings: {}, feedback: null });
    expect(one.files.length).toBeGreaterThan(0);
  });

  it("arrives from who may make something here alone, in one piece, and ends the one before it", async () => {
    const fresh = await makeAccount({ credits: 0 });
    const never = {
      [Symbol.asyncIterator]: () => {
        throw new Error("It was read.");
      },
    };
    const endless = { last: true, sizeBytes: MAX_IMPORT_BYTES + 1, source: never };
    expect(await code(receiveImport(fresh.ctx, endless))).toBe("payload_too_large");
    expect(await code(receiveImport(fresh.as("viewer"), { ...endless, sizeBytes: 5 }))).toBe("forbidden");
    expect(await code(receiveImport(fresh.asKey(), { ...endless, sizeBytes: 5 }))).toBe("forbidden");
    await expect(
      receiveImport(fresh.ctx, { last: true, sizeBytes: 99, source: inPieces(Buffer.from("short")) }),
    ).rejects.toThrow();
    const first = await send(fresh.ctx, zip, { last: false });
    expect(await code(send((await makeAccount()).ctx, zip, { id: first.id }))).toBe("not_found");
    const second = await send(fresh.ctx, zip);
    expect((await getPrivacyRequest(fresh.ctx, first.id)).status).toBe("cancelled");
    expect(await code(send(fresh.ctx, zip, { id: first.id }))).toBe("conflict");
    await run(second.id);
    expect(await code(send(fresh.ctx, zip, { id: second.id }))).toBe("conflict");
    const third = await send(fresh.ctx, zip, { last: false });
    await db().personExport.updateMany({
      where: { requestId: third.id },
      data: { sizeBytes: 2 * 1024 ** 3 - zip.length + 1 },
    });
    expect(await code(send(fresh.ctx, zip, { id: third.id }))).toBe("payload_too_large");
    await db().user.update({ where: { id: fresh.userId }, data: { restrictedAt: new Date() } });
    expect(await code(send(fresh.ctx, zip))).toBe("processing_restricted");
  });

  it("stays where it was begun: its person decides on it in that organization alone", async () => {
    const fresh = await makeAccount({ credits: 0 });
    const elsewhere: Context = { ...fresh.ctx, organizationId: (await makeAccount()).organizationId };
    const first = await send(fresh.ctx, zip, { last: false });
    expect(await code(send(elsewhere, zip, { id: first.id }))).toBe("not_found");
    expect(await db().personExport.count({ where: { requestId: first.id } })).toBe(1);
    const { id } = await send(fresh.ctx, zip);
    await run(id);
    expect(await code(confirmImport(elsewhere, id))).toBe("not_found");
    expect((await getPrivacyRequest(fresh.ctx, id)).status).toBe("unconfirmed");
  });

  it("is over once it is taken back, also for a file that arrives in that moment", async () => {
    const fresh = await makeAccount({ credits: 0 });
    const { id } = await send(fresh.ctx, zip, { last: false });
    async function* takenBack() {
      yield* inPieces(zip.subarray(0, 1000));
      await cancelPrivacyRequest(fresh.ctx, id);
      yield* inPieces(zip.subarray(1000));
    }
    const late = { id, last: true, sizeBytes: zip.length, source: takenBack() };
    expect(await code(receiveImport(fresh.ctx, late))).toBe("conflict");
    expect((await getPrivacyRequest(fresh.ctx, id)).status).toBe("cancelled");
    expect(await db().personExport.count({ where: { requestId: id, expiresAt: { gt: new Date() } } })).toBe(
      0,
    );
  });

  it("comes once where two people of an organization bring the same along, and whole", async () => {
    const [one, two] = [await makeAccount({ credits: 0 }), await makeAccount({ credits: 0 })];
    const both = [one.ctx, { ...two.ctx, organizationId: one.organizationId }];
    const ids: string[] = [];
    for (const ctx of both) {
      const { id } = await send(ctx, zip);
      await run(id);
      await confirmImport(ctx, id);
      ids.push(id);
    }
    await Promise.all(ids.map(run));
    const rows = await db().generation.findMany({
      where: { organizationId: one.organizationId },
      include: { files: true },
    });
    expect(rows).toHaveLength(1);
    const [{ inputObject, thumbnailObject, files }] = rows;
    const objects = [inputObject, thumbnailObject, ...files.map(({ object }) => object)].filter(
      (name) => name !== null,
    );
    expect(files).toHaveLength(1);
    expect(await Promise.all(objects.map(objectExists))).toEqual(objects.map(() => true));
  });
});

/** An export's ZIP, as far as its manifest goes. */
function pack(entries: readonly { name: string; bytes: Buffer }[]): Uint8Array {
  const files = entries.map(({ name, bytes }) => ({
    name,
    size_bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  }));
  const manifest = {
    request_id: `prq_${"a".repeat(22)}`,
    part: 1,
    last_part: true,
    created_at: new Date().toISOString(),
    files,
  };
  return zipArchive(
    [{ name: "manifest.json", bytes: Buffer.from(JSON.stringify(manifest)) }, ...entries],
    "stored",
  );
}

/** A ZIP whose one entry is so many megabytes of nothing. */
const bomb = (megabytes: number): Uint8Array =>
  zipArchive([{ name: "manifest.json", bytes: Buffer.alloc(megabytes * 1024 * 1024) }], (bytes) =>
    deflateRawSync(bytes, { level: 9 }),
  );
