import { appendFile, mkdir, open, readFile } from "node:fs/promises";
import path from "node:path";
import { copyErasures, ERASURES } from "@/lib/backups";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import type { DataSubject, PersonalRoom } from "@/lib/core/personal-data";
import { log } from "@/lib/core/log";
import { db } from "@/lib/db";
import { eraseEndUser } from "@/lib/generations";
import { eraseMadeWithKey } from "./key-data/erase-made-with-key";

/** Who was erased: ids that nothing leads back from once it is done. */
export interface ErasedSubject {
  kind: "user" | "organization" | "end_user" | "key";
  subjectId: string;
  /** Of an end user and of what a key made: whose. */
  organizationId?: string;
  /** In which of its worlds an end user was, in both where absent. */
  test?: boolean;
  /** Until when a key made it: it may have gone on since. */
  until?: string;
}

/** By which request: an end user may come back and be erased anew. */
type LedgerLine = ErasedSubject & { requestId: string };

/**
 * Beside the database, and not in it: a backup of the database that is older than an erasure knows nothing of it. Beside the
 * backups there is a second one, which is all there is on a machine that only has those: what either names was erased.
 */
const ledgerFile = (): string => path.join(env().dataDir, ERASURES);

/**
 * Writes down who is being erased, before anything goes: in the file, safe on the disk, and in the database. Writing the
 * same twice is fine.
 */
export async function recordErasures(requestId: string, subjects: readonly ErasedSubject[]): Promise<void> {
  const known = new Set((await readLedger()).map(nameOf));
  const lines = subjects.map((subject) => ({ ...subject, requestId }));
  const fresh = lines.filter((line) => !known.has(nameOf(line)));
  if (fresh.length > 0) await append(fresh.map((line) => JSON.stringify(line) + "\n").join(""));
  // Each backup does it as well, so that a folder that is away now holds up no erasure.
  const { backupDir } = env();
  if (backupDir && fresh.length > 0)
    await copyErasures(env().dataDir, backupDir).catch((error: unknown) =>
      log.error("the ledger of erasures beside the backups was not written", {}, error),
    );
  await noteErased(lines);
}

async function noteErased(lines: readonly LedgerLine[]): Promise<void> {
  const erasedAt = clock.now();
  await db().erasureEntry.createMany({
    data: lines.map(({ kind, subjectId, organizationId, requestId }) => ({
      ...{ id: newId("erasureEntry"), kind, subjectId, organizationId, requestId, erasedAt },
    })),
    skipDuplicates: true,
  });
}

/** One write of whole lines: processes that append at once do not mix them. A torn line before them is ended first. */
async function append(lines: string): Promise<void> {
  const file = ledgerFile();
  await mkdir(path.dirname(file), { recursive: true });
  const torn = !(await readText()).endsWith("\n");
  await appendFile(file, torn ? `\n${lines}` : lines, { mode: 0o600 });
  const handle = await open(file, "r");
  await handle.sync().finally(() => handle.close());
}

const nameOf = ({
  kind,
  subjectId,
  requestId,
}: Pick<LedgerLine, "subjectId" | "requestId"> & { kind: string }) => `${kind} ${subjectId} ${requestId}`;

async function readLedger(): Promise<LedgerLine[]> {
  const { backupDir } = env();
  const copied = backupDir ? await readText(path.join(backupDir, ERASURES)) : "";
  const lines = `${await readText()}\n${copied}`.split("\n").filter(Boolean);
  return [...new Set(lines)].flatMap(readLine);
}

/** Nothing was erased yet by whoever was killed amid a line: its request is carried out anew, and writes the line again. */
function readLine(line: string): LedgerLine[] {
  try {
    return [JSON.parse(line) as LedgerLine];
  } catch {
    log.error("a line of the ledger of erasures is torn", { bytes: line.length });
    return [];
  }
}

/** An empty line where there is none yet: the next may follow it. */
const readText = (file = ledgerFile()): Promise<string> =>
  readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "\n";
    throw error;
  });

/**
 * Erases again whoever the ledger names and the database does not know as erased: an old backup was restored. Runs before
 * anything is served, and returns how many it was; where nothing was restored it only compares two lists.
 */
export async function replayErasures(rooms: readonly PersonalRoom[]): Promise<number> {
  const entries = await db().erasureEntry.findMany({
    select: { kind: true, subjectId: true, requestId: true },
  });
  const known = new Set(entries.map(nameOf));
  const lost = (await readLedger()).filter((line) => !known.has(nameOf(line)));
  if (lost.length === 0) return 0;
  log.warn("erasing again what an old backup brought back", { subjects: lost.length });
  const of = (kind: ErasedSubject["kind"]) =>
    lost.filter((each) => each.kind === kind).map(({ subjectId }) => subjectId);
  const never = new AbortController().signal;
  const subjects: DataSubject[] = [
    { userId: "", organizationIds: of("organization") },
    ...of("user").map((userId) => ({ userId, organizationIds: [] })),
  ];
  for (const subject of subjects) for (const room of rooms) await room.erase(subject, never);
  for (const { kind, subjectId, organizationId = "", test, until } of lost) {
    if (kind === "key" && until)
      await eraseMadeWithKey({ organizationId, keyId: subjectId, until: new Date(until) });
    if (kind !== "end_user") continue;
    const erased = eraseEndUser({ organizationId, hash: subjectId, test });
    while (!(await erased.next()).done);
  }
  await noteErased(lost);
  return lost.length;
}
