import { beforeAll, describe, expect, it } from "vitest";
import { recordsOfProcessing } from "@/lib/api/personal-data/records-of-processing";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { scopes } from "@/lib/core/actor";
import { db } from "@/lib/db";
import { callApi, makeKey } from "../support/call-api";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";
import { sourceFiles } from "../support/source-files";

/**
 * What customers send of their own customers is read to carry out what they ask for, and for nothing of ours. The data map
 * says which columns those are; each file that reads one, or opens a stored file, stands here under what it does so for.
 */

const g = (names: string) => names.split(" ").map((name) => `lib/generations/${name}.ts`);
const p = (names: string) => names.split(" ").map((name) => `lib/privacy/${name}.ts`);

const carriedOut: Record<string, readonly string[]> = {
  "to make what was asked for": [
    ...g(
      "create-generation write-generation freeze-processing run-generation map-of complete-generation import-generations outside/transfer-log",
    ),
    ...["create-print", "run-print", "end-print"].map((name) => `lib/prints/${name}.ts`),
    ...["create-upload", "receive-upload"].map((name) => `lib/uploads/${name}.ts`),
    "lib/api/read-fields.ts",
  ],
  "to show customers what is theirs, and whom they show it to": [
    ...g(
      "get-generation list-generations record open-file get-processing share-generation open-share end-user",
    ),
    ...["open-converted", "record"].map((name) => `lib/prints/${name}.ts`),
    ...["name-end-users", "summarize-usage"].map((name) => `lib/usage/${name}.ts`),
  ],
  "to delete it": [
    ...g(
      "delete-generation expire-generations erase-input erase-results key-data held-objects pass-older-inputs outside/tell-recipients",
    ),
    ...["delete-print", "held-objects", "key-data"].map((name) => `lib/prints/${name}.ts`),
  ],
  "to carry out what is asked for about somebody's data": [
    ...g("end-user-data restrict-end-user"),
    ...p("create-request get-request run-request request-record export-end-user open-export"),
    ...p("own-requests/export-person own-requests/open-person-export import/run-import"),
  ],
  "to look after stored files, whosever they are": [
    ...["open-object", "read-object", "put-stream", "probe-storage"].map((name) => `lib/storage/${name}.ts`),
    "lib/run/invariants.ts",
    // Some files of a backup, to see that they open; it keeps nothing of what is in them.
    "lib/run/backups/drill-backup.ts",
  ],
};

/** Purposes of ours, each behind the one file that asks who agreed: nobody else may call these. */
const ofOurs: Record<string, { verb: string; door: string; asks: RegExp }> = {
  "lib/generations/list-trainable.ts": {
    verb: "listTrainable",
    door: "lib/privacy/training/build-manifest.ts",
    asks: /listTrainingRefusals\(/,
  },
  "lib/generations/find-drawings.ts": {
    verb: "findDrawings",
    door: "lib/privacy/training/build-manifest.ts",
    asks: /listTrainingRefusals\(/,
  },
  "lib/generations/find-refused-pictures.ts": {
    verb: "findRefusedPictures",
    door: "lib/privacy/training/build-manifest.ts",
    asks: /listTrainingRefusals\(/,
  },
  // Names end users only to leave out what is theirs.
  "lib/usage/count-patterns.ts": {
    verb: "countPatterns",
    door: "lib/privacy/read-usage-patterns.ts",
    asks: /listAgreeing\(/,
  },
};

const camel = (name: string): string =>
  name.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
const held = personalRooms.flatMap(({ tables }) =>
  tables.flatMap(({ table, asProcessor = [] }) => asProcessor.map((column) => ({ table, column }))),
);
const modelOf = (table: string): string => camel(table.replace(/s$/, ""));

/** A column's name of several words is enough; `prompt` or `metadata` counts where their table is spoken to. */
function reads(text: string): boolean {
  const code = text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, "");
  return (
    /\b(openObject|readObject)\(/.test(code) ||
    held.some(({ table, column }) => {
      const speaks = new RegExp(`\\.${modelOf(table)}\\.\\w|\\b(FROM|JOIN|UPDATE|INTO) ${table}\\b`).test(
        code,
      );
      const [row, sql] = [new RegExp(`\\b${camel(column)}\\b`), new RegExp(`\\b${column}\\b`)];
      return speaks ? row.test(code) || sql.test(code) : column.includes("_") && row.test(code);
    })
  );
}

// Shapes say how a thing is called; the map says whose it is.
const isCode = (path: string) => !/(schema|contract|personal-data|index)\.ts$/.test(path);
const files = sourceFiles("lib", "app").filter(({ path }) => isCode(path));

describe("row 44: what is held for a customer", () => {
  it("row 44: is read by nothing that is not known to carry out what was asked for", () => {
    expect(held.length).toBeGreaterThan(12);
    const known = new Set([...Object.values(carriedOut).flat(), ...Object.keys(ofOurs)]);
    const readers = files.filter(({ text }) => reads(text)).map(({ path }) => path);
    expect(
      readers.filter((path) => !known.has(path)),
      "These read what is held on customers' instructions. Where that is what a customer asked for, say so above; for a purpose of ours go through the door that asks who agreed.",
    ).toEqual([]);
    // A file that reads no longer does not keep its leave.
    expect([...known].filter((path) => !readers.includes(path))).toEqual([]);
  });

  it.each([
    "const words = await db().generation.findMany({ select: { prompt: true } });",
    "await db().$queryRaw`SELECT metadata->>'shop', count(*) FROM generations GROUP BY 1`",
    "await db().$queryRaw`SELECT end_user_hash FROM data_subject_requests`",
    "const { endUserSealed } = row;",
    "const picture = await readObject(name);",
  ])("row 44: would be found where code reads it: %s", (code) => {
    expect(reads(`import { db } from "@/lib/db";\nexport const countWords = async () => { ${code} };`)).toBe(
      true,
    );
  });

  it.each(["/* reads endUserHash of nobody */", "const prompt = 1; await db().ticket.findMany();"])(
    "row 44: is not found where it is not read: %s",
    (code) => expect(reads(code)).toBe(false),
  );

  it.each(Object.entries(ofOurs))(
    "row 44: is behind a door that asks who agreed: %s",
    (path, { verb, door, asks }) => {
      const callers = files.filter(
        (file) => file.path !== path && new RegExp(`\\b${verb}\\(`).test(file.text),
      );
      const inside = callers.filter((file) => !(file.path in ofOurs));
      expect(inside.map((file) => file.path)).toEqual([door]);
      expect(inside[0].text).toMatch(asks);
    },
  );

  it("row 44: stands in the records of processing as a processor's", () => {
    const record = recordsOfProcessing().records.find(({ purpose }) =>
      /of their own customers/.test(purpose),
    );
    expect(record).toMatchObject({ role: "processor", subjects: ["People behind our customers"] });
    expect(record?.where.join()).toMatch(/generations: generations \(end_user_id, .*prompt/);
  });
});

describe("row 44: the log of instructions", () => {
  beforeAll(async () => {
    await freshDatabase();
  });

  it("row 44: holds each instruction with who gave it, and gives it to nobody else", async () => {
    const { ctx, organizationId } = await makeAccount();
    const key = await makeKey(ctx, { scopes: [...scopes] });
    const call = async (method: string, path: string, json?: object) =>
      (await callApi<{ id: string }>(method, path, { key, json })).status;
    const made = await callApi<{ id: string }>("POST", "/api/v1/generations", {
      key,
      json: { prompt: "a cube", end_user_id: "customer-1" },
    });
    expect(made.status).toBe(202);
    const request = { type: "access", end_user_id: "customer-1" };
    expect(await call("PUT", "/api/v1/processing-policy", { training: "deny" })).toBe(200);
    expect(await call("POST", "/api/v1/data-subject-requests", request)).toBe(201);
    expect(await call("DELETE", `/api/v1/generations/${made.body.id}`)).toBe(200);
    const rows = await db().auditEvent.findMany({
      where: { organizationId, actorKind: "key" },
      orderBy: { createdAt: "asc" },
    });
    expect(rows.map(({ action }) => action)).toEqual([
      "generation.create",
      "processing_policy.set",
      "data_subject_request.create",
      "generation.delete",
    ]);
    const ids = new Set(rows.map(({ actorId }) => actorId));
    expect([ids.size, rows[0].subjectId]).toEqual([1, made.body.id]);
    // The name of an end user is nothing for the log.
    expect(JSON.stringify(rows)).not.toContain("customer-1");
  });
});
