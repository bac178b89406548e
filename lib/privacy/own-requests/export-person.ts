import { createHash } from "node:crypto";
import { findOwnOrganizations } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import type { CollectedFile, CollectedTable, DataSubject } from "@/lib/core/personal-data";
import { writeCsv } from "@/lib/core/write-csv";
import { transaction } from "@/lib/db";
import { zipArchive, type ZipEntry } from "@/lib/geometry/formats/zip-archive";
import { putObject, readObject, removeObjects } from "@/lib/storage";
import { EXPORT_DAYS, EXPORT_DOWNLOADS } from "../export-end-user";
import type { RequestStep } from "../privacy-request-schema";
import type { Conductor } from "./conductor";
import { aboutTheData, writeIndex } from "./export-index";
import { stepsOf, type PrivacyRequestRow } from "./record";
import type { Note } from "./run-privacy-request";

/** A ZIP is closed before it passes this; a file that is larger by itself has one of its own. */
const PART_BYTES = 256 * 1024 * 1024;

/**
 * Packs all that is kept of a person and of what is theirs alone: the first ZIP holds every table as JSON and CSV, a page
 * to read, and what the law wants told; the files follow, in as many ZIPs as it takes. Each ZIP is written down with the
 * last file in it, and a killed export goes on behind that.
 */
export async function exportPerson(
  row: PrivacyRequestRow,
  conductor: Conductor,
  note: Note,
  signal: AbortSignal,
  partBytes = PART_BYTES,
): Promise<void> {
  const userId = row.userId ?? "";
  const subject = { userId, organizationIds: await findOwnOrganizations(userId) };
  const steps = stepsOf(row);
  for (;;) {
    signal.throwIfAborted();
    const number = steps.length + 1;
    const done = steps.at(-1);
    if (done && done.note === LAST) return;
    const part = await collectPart(subject, conductor, { number, behind: done?.note ?? null, partBytes });
    const kept = await store(row, number, pack(row, number, part));
    steps.push({
      name: `ZIP ${number}`,
      state: "done",
      at: clock.now().toISOString(),
      note: part.last ? LAST : part.cursor,
      items: part.entries.length,
    });
    // Were one written without the other, whoever goes on would pack the same again, or leave it out.
    await transaction(undefined, async (tx) => {
      await tx.personExport.create({
        data: { id: newId("personExport"), requestId: row.id, userId, number, ...kept },
      });
      await note({ steps: toSteps(steps) }, tx);
    });
  }
}

/** What a step says in place of the last file's name once nothing comes behind it. */
const LAST = "complete";
const toSteps = (steps: readonly RequestStep[]) => JSON.parse(JSON.stringify(steps)) as object;

interface Part {
  entries: ZipEntry[];
  /** The name of the last file. */
  cursor: string | null;
  last: boolean;
}

async function collectPart(
  subject: DataSubject,
  conductor: Conductor,
  { number, behind, partBytes }: { number: number; behind: string | null; partBytes: number },
): Promise<Part> {
  const part: Part = { entries: [], cursor: behind, last: false };
  if (number === 1) part.entries.push(...(await collectTables(subject, conductor)));
  let sizeBytes = 0;
  let files = 0;
  for await (const { name, object } of filesBehind(subject, conductor, behind)) {
    const bytes = await readObject(object);
    if (files > 0 && sizeBytes + bytes.length > partBytes) return part;
    part.entries.push({ name: asciiName(name), bytes });
    part.cursor = name;
    sizeBytes += bytes.length;
    files++;
  }
  return { ...part, last: true };
}

async function* filesBehind(
  subject: DataSubject,
  { rooms }: Conductor,
  behind: string | null,
): AsyncGenerator<CollectedFile> {
  let begun = behind === null;
  for (const room of rooms)
    for await (const file of room.collectFiles(subject)) {
      if (begun) yield file;
      else begun = file.name === behind;
    }
}

/** Names in a ZIP are ASCII; ours are made of ids, kinds and endings. */
const asciiName = (name: string): string => name.replace(/[^\x20-\x7e]/g, "_");

async function collectTables(subject: DataSubject, conductor: Conductor): Promise<ZipEntry[]> {
  const tables: CollectedTable[] = [];
  for (const room of conductor.rooms) for await (const table of room.collect(subject)) tables.push(table);
  return [
    { name: "index.html", bytes: encode(writeIndex(tables, conductor)) },
    { name: "about.json", bytes: toJson(aboutTheData(conductor)) },
    ...tables.flatMap((table) => [
      { name: `data/${table.table}.json`, bytes: toJson({ about: table.what, rows: table.rows }) },
      { name: `data/${table.table}.csv`, bytes: encode(toCsv(table)) },
    ]),
  ];
}

function toCsv({ table, columns, rows }: CollectedTable): string {
  const cells = rows.map((row) => columns.map((column) => toCell(row[column])));
  return writeCsv({ name: table, header: columns, rows: cells });
}

function toCell(value: unknown): string | number | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "string") return value;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "boolean" || typeof value === "bigint" ? String(value) : JSON.stringify(value);
}

/** The manifest comes first, so that a reader knows what to expect. */
function pack(row: PrivacyRequestRow, number: number, { entries, last }: Part): Uint8Array {
  const manifest = {
    request_id: row.id,
    part: number,
    last_part: last,
    created_at: clock.now().toISOString(),
    files: entries.map(({ name, bytes }) => ({
      name,
      size_bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    })),
  };
  return zipArchive([{ name: "manifest.json", bytes: toJson(manifest) }, ...entries], "stored");
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const toJson = (value: unknown): Uint8Array => encode(JSON.stringify(value, null, 2) + "\n");

/** One that a killed worker stored without noting it is replaced. */
async function store({ id, organizationId }: PrivacyRequestRow, number: number, bytes: Uint8Array) {
  const owner = organizationId ?? "installation";
  const folder = `${id}/${number}`;
  await removeObjects(owner, folder);
  const stored = await putObject({ organizationId: owner, name: `${folder}/export.zip`, bytes });
  const expiresAt = new Date(clock.now().getTime() + EXPORT_DAYS * 86_400_000);
  return { ...stored, downloadsLeft: EXPORT_DOWNLOADS, expiresAt };
}
