import { createHash } from "node:crypto";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { transaction, type Tx } from "@/lib/db";
import { collectEndUser, type CollectedGeneration } from "@/lib/generations";
import { zipArchive, type ZipEntry } from "@/lib/geometry/formats/zip-archive";
import { putObject, readObject, removeObjects } from "@/lib/storage";
import { openEndUserId, scopeOf, type RequestRow } from "./request-record";

/** A ZIP is closed before it passes this; what is larger by itself has one of its own. */
const PART_BYTES = 256 * 1024 * 1024;
export const EXPORT_DAYS = 7;
export const EXPORT_DOWNLOADS = 5;

/**
 * Packs everything that is kept of an end user into ZIPs, each with a manifest of the SHA-256 of its files. After each one
 * `note` writes down how far it came; a killed export goes on behind the last that was noted.
 */
export async function exportEndUser(
  row: RequestRow,
  note: (data: { cursor: string | null; items: { increment: number } }, tx: Tx) => Promise<void>,
  signal: AbortSignal,
  partBytes = PART_BYTES,
): Promise<void> {
  let { cursor } = row;
  for (let number = row.exports.length + 1; ; number++) {
    signal.throwIfAborted();
    const part = await collectPart(row, cursor, partBytes);
    // Somebody of whom nothing is kept is told so by an export that says it.
    if (part.generations.length === 0 && number > 1) return;
    const kept = await store(row, number, await pack(row, number, part));
    cursor = part.generations.at(-1)?.generation.id ?? cursor;
    const items = { increment: part.generations.length };
    // Were one written without the other, whoever goes on would pack the same again, or leave it out.
    await transaction(undefined, async (tx) => {
      await tx.dataExport.create({ data: { id: newId("dataExport"), requestId: row.id, number, ...kept } });
      await note({ cursor, items }, tx);
    });
    if (part.last) return;
  }
}

interface Part {
  generations: CollectedGeneration[];
  entries: ZipEntry[];
  /** Whether nothing comes behind it. */
  last: boolean;
}

async function collectPart(row: RequestRow, from: string | null, partBytes: number): Promise<Part> {
  const part: Part = { generations: [], entries: [], last: false };
  let sizeBytes = 0;
  for (let after = from; ;) {
    const [next] = await collectEndUser(scopeOf(row), { after, limit: 1 });
    if (!next) return { ...part, last: true };
    const entries = await entriesOf(next);
    const more = entries.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (part.generations.length > 0 && sizeBytes + more > partBytes) return part;
    part.generations.push(next);
    part.entries.push(...entries);
    sizeBytes += more;
    after = next.generation.id;
  }
}

async function entriesOf({ generation, objects }: CollectedGeneration): Promise<ZipEntry[]> {
  const folder = `generations/${generation.id}`;
  const files: ZipEntry[] = [];
  for (const { name, object } of objects)
    files.push({ name: `${folder}/${name}`, bytes: await readObject(object) });
  return [{ name: `${folder}/generation.json`, bytes: toJson(generation) }, ...files];
}

/** The manifest comes first, so that a reader knows what to expect. Nothing is deflated: pictures and meshes hardly shrink. */
async function pack(
  row: RequestRow,
  number: number,
  { generations, entries, last }: Part,
): Promise<Uint8Array> {
  const manifest = {
    request_id: row.subjectRequestId,
    type: row.type,
    end_user_id: await openEndUserId(row),
    part: number,
    last_part: last,
    created_at: clock.now().toISOString(),
    about: ABOUT,
    generations: generations.length,
    files: entries.map(({ name, bytes }) => ({
      name,
      size_bytes: bytes.length,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    })),
  };
  return zipArchive([{ name: "manifest.json", bytes: toJson(manifest) }, ...entries], "stored");
}

const ABOUT =
  "All that is kept of this person: the requests made for them, what was sent and what was made of it. Recipients, " +
  "purposes and terms stand at GET /api/v1/processors and GET /api/v1/retention.";

const toJson = (value: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(value, null, 2) + "\n");

/** One that a killed worker stored without noting it is replaced. */
async function store({ id, organizationId }: RequestRow, number: number, bytes: Uint8Array) {
  const folder = `${id}/${number}`;
  await removeObjects(organizationId, folder);
  const stored = await putObject({ organizationId, name: `${folder}/export.zip`, bytes });
  const expiresAt = new Date(clock.now().getTime() + EXPORT_DAYS * 86_400_000);
  return { ...stored, downloadsLeft: EXPORT_DOWNLOADS, expiresAt };
}
