import { createHash, createPublicKey, verify } from "node:crypto";
import { appendFile, readFile } from "node:fs/promises";
import path from "node:path";
import { inflateRawSync } from "node:zlib";
import { afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { keptFor } from "@/lib/api/retention/list-retention";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { ErasureRefused, type PersonalRoom } from "@/lib/core/personal-data";
import { databasePool, db, exportedColumns, type Context } from "@/lib/db";
import { getBalance } from "@/lib/credits";
import { getGeneration, listGenerations } from "@/lib/generations";
import { ListGenerations, type Generation } from "@/lib/generations/schema";
import { zipArchive, type ZipEntry } from "@/lib/geometry/formats/zip-archive";
import { ZipReader } from "@/lib/geometry/formats/unzip-archive";
import {
  confirmErasure,
  getPrivacyRequest,
  importExport,
  openPersonExport,
  openPrivacyRequest,
  placeHold,
  releaseHold,
  replayErasures,
} from "@/lib/privacy";
import { alarmOfDeadlines } from "@/lib/privacy/desk";
import { recordErasures } from "@/lib/privacy/erasure-ledger";
import { canonicalJson } from "@/lib/privacy/canonical-json";
import { receiptLink } from "@/lib/privacy/own-requests/erase-person";
import { exportPerson } from "@/lib/privacy/own-requests/export-person";
import { withExports } from "@/lib/privacy/own-requests/record";
import { runPrivacyRequest } from "@/lib/privacy/own-requests/run-privacy-request";
import type { SignedErasureReceipt } from "@/lib/privacy/schema";
import { checkInvariants } from "@/lib/run/invariants";
import { liveALife, type Life } from "@/lib/run/privacy-audit/live-a-life";
import { findCanary } from "@/lib/run/privacy-audit/find-canary";
import { objectExists, readObject } from "@/lib/storage";
import { callApi } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";
import { makeResult } from "../support/make-result";

vi.mock("@/lib/accounts/hash-password", async (importOriginal) =>
  (await import("@/tests/support/remember-hashes")).rememberHashes(await importOriginal()),
);

/** What an export holds and an erasure leaves; numbers are the rows of the policy's table of clauses. */

let life: Life;
let canary: string;
let count = 0;
let dataDir: string;
beforeAll(async () => {
  dataDir = (await freshDatabase()).dataDir;
});
beforeEach(async () => {
  canary = `canary${++count}x`;
  life = await liveALife(canary, (id) => makeResult(id));
});
const realNow = clock.now;
afterEach(() => {
  clock.now = realNow;
});
const hours = (more: number) => (clock.now = () => new Date(realNow().getTime() + more * 3_600_000));
const run = (id: string, rooms = personalRooms, signal = new AbortController().signal) =>
  runPrivacyRequest(id, { rooms, keptFor }, signal);
const read = (id: string) => db().privacyRequest.findUniqueOrThrow({ where: { id }, include: withExports });
async function planErasure(): Promise<string> {
  const { id } = await openPrivacyRequest(life.ctx, { type: "erasure" });
  await confirmErasure(life.ctx, { id, password: life.password });
  hours(73);
  return id;
}
/** A room in place of another of the same name. */
const withRoom = (name: string, change: Partial<PersonalRoom>) =>
  personalRooms.map((room) => (room.room === name ? { ...room, ...change } : room));
const staff: Context = {
  actor: { kind: "staff", userId: "usr_staff", role: "privacy" },
  organizationId: "",
  requestId: "req_staff",
};
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => "nothing",
    (error: { code?: string }) => error.code,
  );

describe("rows 36 and 53: an export", () => {
  const unzip = async (ctx: Context, id: string) => {
    const { stream } = await openPersonExport(ctx, id);
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    const zip = new ZipReader(Buffer.concat(parts), (packed) => inflateRawSync(packed));
    const file = (name: string) => Buffer.from(zip.read(name) ?? `${name} is missing`);
    const manifest = JSON.parse(file("manifest.json").toString()) as {
      files: { name: string; sha256: string }[];
    };
    return { file, manifest };
  };
  /** The ZIPs themselves, as they lie on somebody's disk. */
  const fetchZip = async (ctx: Context, id: string) => {
    const parts: Buffer[] = [];
    for await (const part of (await openPersonExport(ctx, id)).stream) parts.push(part as Buffer);
    return Buffer.concat(parts);
  };
  const pack = async () => {
    const { id } = await openPrivacyRequest(life.ctx, { type: "export", password: life.password });
    await run(id);
    return (await getPrivacyRequest(life.ctx, id)).exports;
  };

  it("rows 36 and 53: holds every mapped field once, every file, and what the law wants told", async () => {
    overrideEnv({ smtpUrl: "smtps://mail.example", uploadthingToken: "eyJhcGlLZXkiOiJzayJ9eyJ9" });
    onTestFinished(() => overrideEnv({ smtpUrl: undefined, uploadthingToken: undefined }));
    const [{ id }] = await pack();
    const { file, manifest } = await unzip(life.ctx, id);
    for (const { name, sha256 } of manifest.files)
      expect([name, createHash("sha256").update(file(name)).digest("hex")]).toEqual([name, sha256]);
    const names = manifest.files.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const table of personalRooms.flatMap(({ tables }) => tables)) {
      if (!table.find) continue;
      const header = file(`data/${table.table}.csv`).toString().split("\r\n")[0];
      const opened = Object.values(table.opened ?? {}).map(({ as }) => as);
      expect([table.table, header]).toEqual([table.table, [...exportedColumns(table), ...opened].join(",")]);
    }
    const rows = (table: string) =>
      (JSON.parse(file(`data/${table}.json`).toString()) as { rows: Record<string, unknown>[] }).rows;
    expect(rows("users")).toMatchObject([{ email: life.email, name: `Ada ${canary}` }]);
    expect(rows("generations")).toMatchObject([{ prompt: canary, end_user: `customer-${canary}` }]);
    expect(rows("privacy_requests")).toContainEqual(
      expect.objectContaining({ message: `My name is not ${canary} any more.` }),
    );
    expect(file(`generations/${life.generationId}/model.stl`).toString()).toContain("as stl");
    expect(JSON.stringify(rows("api_keys"))).not.toContain("hash");
    const page = file("index.html").toString();
    expect(page).toContain(`About ${canary}`);
    expect(page).not.toMatch(/<script|https?:\/\/(?!localhost|receiver)/);
    type About = { tables: { table: string; recipients: string[] }[] };
    const about = JSON.parse(file("about.json").toString()) as About;
    // Item by item who else received it, and nobody did of most.
    const outside = about.tables.flatMap(({ table, recipients }) =>
      recipients.map((who) => `${who} ${table}`),
    );
    const mailed = ["users", "invitations", "pending_sign_ups", "email_changes"];
    expect(outside.sort()).toEqual(
      [...mailed.map((table) => `mail:mail.example ${table}`), "uploadthing generations"].sort(),
    );
    expect(about.tables.find(({ table }) => table === "users")).toMatchObject({
      ground: "To carry out the contract (GDPR 6(1)(b))",
      not_in_this_export: [{ column: "password_hash" }, { column: "email_hash" }],
    });
  });

  it("row 95: is another's 404, and gone after five downloads or on the eighth day", async () => {
    const [{ id }] = await pack();
    expect(await code(openPersonExport((await makeAccount()).ctx, id))).toBe("not_found");
    hours(8 * 24);
    expect(await code(openPersonExport(life.ctx, id))).toBe("gone");
    clock.now = realNow;
    await openPersonExport(life.ctx, id, { peek: true });
    for (let time = 0; time < 5; time++) (await openPersonExport(life.ctx, id)).stream.destroy();
    expect(await code(openPersonExport(life.ctx, id))).toBe("gone");
  });

  it("row 53: brought into a fresh organization gives the same history, once, and costs nothing there", async () => {
    const [{ id }] = await pack();
    const zip = await fetchZip(life.ctx, id);
    const fresh = await makeAccount({ credits: 3 });
    expect(await importExport(fresh.ctx, [zip])).toEqual({ brought: 1, already: 0, left: 0 });
    expect(await importExport(fresh.ctx, [zip])).toEqual({ brought: 0, already: 1, left: 0 });
    const past = await getGeneration(life.ctx, life.generationId);
    const [listed] = (await listGenerations(fresh.ctx, ListGenerations.parse({}))).data;
    const brought = await getGeneration(fresh.ctx, listed.id);
    const kept = ({ files, ...rest }: Generation) => ({
      ...rest,
      files: files.map(({ format, sha256, size_bytes }) => ({ format, sha256, size_bytes })),
    });
    // Its own: the id and addresses, what is said of sending it on, and what it cost, which was paid elsewhere.
    const own = { id: "", processing: {}, training_eligible: false, webhook_url: null, callback: null };
    const links = {
      preview_url: null,
      thumbnail_url: null,
      input_url: null,
      credits_used: 0,
      deletes_at: null,
    };
    expect({ ...kept(brought), ...own, ...links, started_at: "" }).toEqual({
      ...kept(past),
      ...own,
      ...links,
      started_at: "",
    });
    expect(brought).toMatchObject({ prompt: canary, end_user_id: `customer-${canary}`, credits_used: 0 });
    expect(brought.training_eligible).toBe(false);
    const file = await db().generationFile.findFirstOrThrow({ where: { generationId: brought.id } });
    expect((await readObject(file.object)).toString()).toBe(`${life.generationId} as stl`);
    expect((await checkInvariants()).checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(await getBalance(fresh.ctx)).toBe(3);
  });

  it("row 53: is refused where a byte was changed, a file added or a part is missing", async () => {
    const [{ id }] = await pack();
    const zip = await fetchZip(life.ctx, id);
    const fresh = await makeAccount();
    const why = (zips: Uint8Array[]) =>
      importExport(fresh.ctx, zips).then(
        () => "taken",
        (error: Error) => error.message,
      );
    const files = () => {
      const reader = new ZipReader(zip, (packed) => inflateRawSync(packed));
      return reader.names.map((name) => ({ name, bytes: reader.read(name)! }));
    };
    const rewrite = (change: (name: string, text: string) => string | null, more: ZipEntry[] = []) =>
      zipArchive(
        [
          ...files().flatMap(({ name, bytes }) => {
            const text = Buffer.from(bytes).toString("latin1");
            const changed = change(name, text);
            return changed === null ? [] : [{ name, bytes: Buffer.from(changed, "latin1") }];
          }),
          ...more,
        ],
        "stored",
      );
    const same = (_: string, text: string) => text;
    expect(
      await why([rewrite((name, text) => (name === "data/generations.json" ? `${text} ` : text))]),
    ).toContain("data/generations.json is not the file that manifest.json names");
    expect(await why([rewrite(same, [{ name: "extra.txt", bytes: Buffer.from("x") }])])).toContain(
      "extra.txt is not named in manifest.json",
    );
    expect(await why([rewrite((name, text) => (name === "index.html" ? null : text))])).toContain(
      "index.html is missing",
    );
    const first = rewrite((name, text) =>
      name === "manifest.json" ? text.replace('"last_part": true', '"last_part": false') : text,
    );
    expect(await why([first])).toContain("Part 2 is missing");
    expect(await why([zip, zip])).toContain("Part 1 is the last one");
    expect(await why([Buffer.from("no zip at all")])).toContain("This is no export that can be read");
    expect(await why([])).toContain("There is no file");
    expect(await db().generation.count({ where: { organizationId: fresh.organizationId } })).toBe(0);
  });

  it("goes on behind the last ZIP where a worker was killed", async () => {
    const { id } = await openPrivacyRequest(life.ctx, { type: "export", password: life.password });
    await db().privacyRequest.update({ where: { id }, data: { status: "in_progress", attempt: 1 } });
    const stop = new AbortController();
    const packed: number[] = [];
    const note = async (data: object) => {
      packed.push(1);
      await db().privacyRequest.update({ where: { id }, data });
      if (packed.length === 1) stop.abort(new Error("killed"));
    };
    const conductor = { rooms: personalRooms, keptFor };
    await expect(exportPerson(await read(id), conductor, note, stop.signal, 10)).rejects.toThrow("killed");
    expect((await read(id)).exports.map(({ number }) => number)).toEqual([1]);
    await exportPerson(await read(id), conductor, note, new AbortController().signal, 10);
    await db().privacyRequest.update({ where: { id }, data: { status: "completed" } });
    const { exports } = await getPrivacyRequest(life.ctx, id);
    expect(exports.length).toBeGreaterThan(1);
    const files = (
      await Promise.all(exports.map(async (each) => (await unzip(life.ctx, each.id)).manifest.files))
    ).flat();
    expect(files.filter(({ name }) => name.endsWith("model.stl")).length).toBe(1);
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
  });
});

/** How many rows each table has; of the audit log, which notes each run, apart. */
async function census(): Promise<unknown[]> {
  const { rows } = await databasePool().query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'fin_vault') AND tablename <> 'audit_events'`,
  );
  const counts = rows.map(({ name }) => `SELECT '${name}', count(*)::int FROM ${name}`);
  return (await databasePool().query<never>(`${counts.join(" UNION ALL ")} ORDER BY 1`)).rows;
}

const statusOf = async (address: string) => (await callApi("GET", address)).status;
/** Where a receipt is read, signed at this moment. */
const pathOf = (id: string) => new URL(receiptLink(id)).href.replace(/^https?:\/\/[^/]+/, "");

describe("rows 38 and 54: an erasure", () => {
  it("leaves nothing of a person but what the law keeps, and says what that is", async () => {
    const bystander = await liveALife(`bystander${count}`, (id) => makeResult(id));
    const { object } = await db().generationFile.findFirstOrThrow({
      where: { generationId: life.generationId },
    });
    const answered = { answer: `Dear ${canary}, it is corrected.`, extensionReason: `Because of ${canary}.` };
    for (const asked of await db().privacyRequest.findMany({ where: { userId: life.userId } }))
      await db().privacyRequest.update({ where: { id: asked.id }, data: answered });
    const id = await planErasure();
    expect(await statusOf(pathOf(id))).toBe(404);
    await run(id);
    expect(await findCanary(canary)).toEqual([]);
    expect(await objectExists(object)).toBe(false);
    const row = await read(id);
    expect(row).toMatchObject({ status: "completed", messageSealed: null });
    expect(JSON.stringify(row.receipt)).not.toContain(canary);
    const url = new URL(receiptLink(id));
    const answer = await callApi<SignedErasureReceipt>("GET", url.pathname + url.search);
    expect(answer.status).toBe(200);
    expect(answer.body.receipt.kept).toContainEqual(
      expect.objectContaining({
        what: "Each movement of credits",
        why: "Tax and accounting laws; it names an organization by its id alone",
      }),
    );
    // Signed with a key that anybody may fetch, over the receipt as it is.
    const { signature, receipt } = answer.body;
    const { keys } = (await callApi<{ keys: { kid: string; x: string }[] }>("GET", "/api/v1/receipt-keys"))
      .body;
    const { x } = keys.find(({ kid }) => kid === signature.key_id)!;
    const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    const isOurs = (text: string) =>
      verify(null, Buffer.from(text), publicKey, Buffer.from(signature.value, "base64"));
    expect([isOurs(canonicalJson(receipt)), isOurs(canonicalJson({ ...receipt, kept: [] }))]).toEqual([
      true,
      false,
    ]);
    expect(receipt.erased.map(({ what }) => what)).toEqual([
      ...personalRooms.map(({ room }) => room).filter((room) => room !== "accounts" && room !== "storage"),
      ...["mail", "accounts", "storage"],
    ]);
    expect(receipt.kept.every(({ why, until }) => why.length > 10 && until.length > 3)).toBe(true);
    expect(JSON.stringify(answer.body)).not.toContain(canary);
    // Altered, of another erasure, without its signature, and a moment after its ninety days.
    const refused = [
      url.pathname + url.search.replace(/signature=.{4}/, "signature=AAAA"),
      url.pathname + url.search.replace(/expires=\d+/, "expires=9999999999"),
      url.pathname.replace(id, newId("privacyRequest")) + url.search,
    ];
    for (const address of refused) expect([address, await statusOf(address)]).toEqual([address, 403]);
    expect(await statusOf(url.pathname)).toBe(400);
    const link = url.pathname + url.search;
    hours(73 + 90 * 24 - 1);
    expect(await statusOf(link)).toBe(200);
    hours(73 + 90 * 24 + 1);
    expect([
      await statusOf(link),
      await statusOf(pathOf(id)),
      await statusOf(pathOf(newId("privacyRequest"))),
    ]).toEqual([403, 200, 410]);
    expect(await db().ledgerEntry.count({ where: { organizationId: life.organizationId } })).toBeGreaterThan(
      1,
    );
    // Done again it is nothing, and nobody else lost anything.
    const [before, counted] = [await read(id), await census()];
    await db().privacyRequest.update({ where: { id }, data: { status: "waiting", steps: [] } });
    await run(id);
    expect((await read(id)).status).toBe(before.status);
    expect(await census()).toEqual(counted);
    expect((await findCanary(`bystander${count}`)).length).toBeGreaterThan(10);
    expect((await checkInvariants()).checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(bystander.userId).not.toBe(life.userId);
  });

  it("leaves an organization that others own as well, without the person", async () => {
    const other = await makeAccount();
    const { organizationId } = life;
    await db().membership.create({
      data: { id: newId("membership"), organizationId, userId: other.userId, role: "owner" },
    });
    await run(await planErasure());
    const kept = await db().generation.findUniqueOrThrow({ where: { id: life.generationId } });
    expect([kept.userId, kept.prompt]).toEqual([null, canary]);
    expect(await db().membership.findMany({ where: { organizationId } })).toMatchObject([
      { userId: other.userId },
    ]);
    expect(await db().supportTicket.count({ where: { userId: life.userId } })).toBe(0);
    const organization = await db().organization.findUniqueOrThrow({ where: { id: organizationId } });
    expect(organization.frozenAt).toBeNull();
  });

  it("goes on behind the last step where a worker was killed", async () => {
    const id = await planErasure();
    let asked = 0;
    const counted = withRoom("generations", {
      erase: (subject, signal) => {
        asked++;
        return personalRooms[0].erase(subject, signal);
      },
    });
    const dying = counted.map((room) =>
      room.room === "keys" ? { ...room, erase: () => Promise.reject(new Error("killed")) } : room,
    );
    await expect(run(id, dying)).rejects.toThrow("killed");
    expect((await read(id)).status).toBe("in_progress");
    expect(await db().user.count({ where: { id: life.userId } })).toBe(1);
    await run(id, counted);
    expect([asked, (await read(id)).status]).toEqual([1, "completed"]);
    expect(await findCanary(canary)).toEqual([]);
  });

  it("is partial while a provider refuses, does all else, and is done once it gives in", async () => {
    const id = await planErasure();
    const refusing = withRoom("uploads", {
      erase: () => Promise.reject(new ErasureRefused("The provider answers 503")),
    });
    await run(id, refusing);
    const row = await read(id);
    expect(row.status).toBe("partial");
    expect(row.steps).toContainEqual(
      expect.objectContaining({ name: "uploads", state: "refused", note: "The provider answers 503" }),
    );
    const { body } = await callApi<SignedErasureReceipt>("GET", pathOf(id));
    expect([body.status, body.receipt.kept[0]]).toEqual([
      "partial",
      { what: "Data of the part uploads", why: "The provider answers 503", until: "Tried again" },
    ]);
    expect(await db().user.count({ where: { id: life.userId } })).toBe(0);
    expect(await db().organizationKey.count({ where: { organizationId: life.organizationId } })).toBe(1);
    expect((await checkInvariants()).ok).toBe(true);
    // The staff hears of it before it is due, and on no other day.
    const alarmed = [];
    for (const daysBefore of [11, 10, 9, 5, 1]) {
      clock.now = () => new Date(row.dueAt.getTime() - daysBefore * 86_400_000);
      if ((await alarmOfDeadlines()).includes(id)) alarmed.push(daysBefore);
    }
    expect(alarmed).toEqual([10, 5, 1]);
    // Not before an hour has passed.
    hours(73);
    await run(id);
    expect((await read(id)).status).toBe("partial");
    hours(75);
    await run(id);
    expect((await read(id)).status).toBe("completed");
    expect(await findCanary(canary)).toEqual([]);
  });

  it("row 19: waits for a legal hold, says so, and goes on when that is released", async () => {
    const hold = await placeHold(staff, {
      organization_id: life.organizationId,
      reason: "Asked for by a court in a fraud case",
      authority: "Court 12 C 34/27",
    });
    const id = await planErasure();
    await run(id);
    expect((await read(id)).status).toBe("partial");
    expect(JSON.stringify((await read(id)).receipt)).toContain("A legal hold keeps it");
    expect((await findCanary(canary)).length).toBeGreaterThan(10);
    await releaseHold(staff, hold.id);
    await run(id);
    expect((await read(id)).status).toBe("completed");
    expect(await findCanary(canary)).toEqual([]);
    expect(await code(placeHold(life.ctx, { reason: "Because I want it", authority: "me myself" }))).toBe(
      "not_found",
    );
  });
});

it("row 34: what an old backup brings back is erased again before anything is served", async () => {
  const { rows: users } = await databasePool().query<Record<string, unknown>>(
    "SELECT * FROM users WHERE id = $1",
    [life.userId],
  );
  const id = await planErasure();
  await run(id);
  const lines = (await readFile(path.join(dataDir, "erasures.jsonl"), "utf8")).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line) as object)).toContainEqual({
    kind: "user",
    subjectId: life.userId,
    requestId: id,
  });
  expect(await replayErasures(personalRooms)).toBe(0);
  // As if a backup from before the erasure had been restored.
  await db().erasureEntry.deleteMany({ where: { requestId: id } });
  const names = Object.keys(users[0]);
  await databasePool().query(
    `INSERT INTO users (${names.join(", ")}) VALUES (${names.map((_, at) => `$${at + 1}`).join(", ")})`,
    names.map((name) => users[0][name]),
  );
  expect((await findCanary(canary)).length).toBe(1);
  // A writer that was killed amid a line had not begun to erase: the line is nobody's, and the next is whole.
  const ledger = path.join(dataDir, "erasures.jsonl");
  await appendFile(ledger, '{"kind":"user","subjectId":"usr_to');
  expect(await replayErasures(personalRooms)).toBe(2);
  expect(await findCanary(canary)).toEqual([]);
  expect(await replayErasures(personalRooms)).toBe(0);
  await recordErasures("prq_after", [{ kind: "user", subjectId: "usr_after" }]);
  expect((await readFile(ledger, "utf8")).split("\n").slice(-2)).toEqual([
    '{"kind":"user","subjectId":"usr_after","requestId":"prq_after"}',
    "",
  ]);
  // Both processes that touch data replay before they take a call or a job.
  for (const [file, begins] of [
    ["web", "server.listen("],
    ["worker", "runJobs({"],
  ] as const) {
    const code = await readFile(path.join(import.meta.dirname, `../../lib/run/${file}.ts`), "utf8");
    const [replays, serves] = [code.indexOf("await replayErasures("), code.indexOf(begins)];
    expect([file, replays > 0 && replays < serves]).toEqual([file, true]);
  }
});
