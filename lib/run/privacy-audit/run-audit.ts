import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { keptFor } from "@/lib/api/retention/list-retention";
import { runSweep } from "@/lib/api/retention/run-sweep";
import { clock } from "@/lib/core/clock";
import { db } from "@/lib/db";
import { confirmErasure, openPrivacyRequest } from "@/lib/privacy";
import { personRequestJob } from "@/lib/privacy/jobs";
import { checkInvariants } from "../invariants";
import { findCanary } from "./find-canary";
import { findOnDisk } from "./find-on-disk";
import { liveALife, type Life } from "./live-a-life";

export interface AuditLine {
  /** What was looked through. */
  where: string;
  /** When: `in use`, `after the erasure` or `three years on`. */
  when: string;
  /** Where the word stood. */
  found: string[];
  ok: boolean;
}

export interface AuditWorld {
  /** Where objects and the erasures' ledger lie. */
  dataDir: string;
  /** Makes a generation's model. */
  finish: (generationId: string) => Promise<void>;
  /** All that was logged so far. */
  logged: () => string;
  /** All that was sent to a mail server or another company so far. */
  sent: () => string;
}

/**
 * Signs somebody up who uses everything, under a word that stands nowhere else; erases them, moves the clock, and looks for
 * the word in every place where something is kept. First it must be found, or else the search proves nothing. Wants a fresh
 * database, for it moves the clock.
 */
export async function runAudit(world: AuditWorld): Promise<AuditLine[]> {
  const canary = `canary${randomBytes(6).toString("hex")}`;
  const realNow = clock.now;
  try {
    const life = await liveALife(canary, world.finish);
    const lines = await look(canary, "in use", world);
    lines.push(await lookForFiles(life, "in use", world), ...(await lookOnDisk(canary)));
    await erase(life);
    lines.push(...(await look(canary, "after the erasure", world)));
    lines.push(await lookForFiles(life, "after the erasure", world));
    clock.now = () => new Date(realNow().getTime() + 3 * 366 * 86_400_000);
    await runSweep(new AbortController().signal);
    lines.push(...(await look(canary, "three years on", world)), await lookForIds(life), await lookAtBooks());
    return lines;
  } finally {
    clock.now = realNow;
  }
}

async function erase({ ctx, password }: Life): Promise<void> {
  const { id } = await openPrivacyRequest(ctx, { type: "erasure" });
  const { starts_at: startsAt } = await confirmErasure(ctx, { id, password });
  clock.now = () => new Date(Date.parse(startsAt) + 1000);
  const job = personRequestJob({ rooms: personalRooms, keptFor });
  const run = { attempt: 1, maxAttempts: 1, jobId: "audit", signal: new AbortController().signal };
  await job({ requestId: id }, run);
  const { status } = await db().privacyRequest.findUniqueOrThrow({ where: { id } });
  if (status !== "completed") throw new Error(`The erasure stands at ${status}.`);
}

async function look(canary: string, when: string, world: AuditWorld): Promise<AuditLine[]> {
  const inUse = when === "in use";
  const rows = await findCanary(canary);
  const queue = rows.filter((row) => row.startsWith("graphile_worker."));
  const rest = rows.filter((row) => !queue.includes(row));
  const line = (where: string, found: string[], expected = false): AuditLine => ({
    ...{ where, when, found },
    ok: expected ? found.length > 0 : found.length === 0,
  });
  return [
    line("database, all columns", rest, inUse),
    line("queue and outbox", queue),
    line("stored objects, as they lie on the disk", await findInFiles(world.dataDir, canary)),
    line("logs", linesWith(world.logged(), canary)),
    line("mails and other companies", linesWith(withoutAddress(world.sent(), canary), canary)),
  ];
}

/** While all of it is there: whoever has the disk alone reads none of it. */
async function lookOnDisk(canary: string): Promise<AuditLine[]> {
  const found = await findOnDisk(canary);
  const where = "the database's files, as they lie on the disk";
  return found ? [{ where, when: "in use", found, ok: found.length === 0 }] : [];
}

/** A mail is addressed to somebody; that its text names them is what must not be. */
const withoutAddress = (text: string, canary: string): string => text.replaceAll(`${canary}@example.com`, "");

const linesWith = (text: string, word: string): string[] =>
  text
    .split("\n")
    .filter((line) => line.toLowerCase().includes(word))
    .map((line) => line.slice(0, 120));

/** Whatever is sealed cannot be searched: so that not one file of theirs is left, previews and thumbnails among them. */
async function lookForFiles({ organizationId }: Life, when: string, world: AuditWorld): Promise<AuditLine> {
  const entries = await readdir(world.dataDir, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name))
    .filter((file) => file.includes(organizationId));
  const ok = when === "in use" ? found.length > 0 : found.length === 0;
  return { where: "files of theirs, of whatever kind", when, found, ok };
}

async function findInFiles(folder: string, canary: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    if ((await readFile(file)).includes(canary) || file.includes(canary)) found.push(file);
  }
  return found;
}

/** The tables that may still name an erased account by its ids, and no others: those of which the map says that they are kept. */
async function lookForIds({ userId, organizationId }: Life): Promise<AuditLine> {
  const kept = personalRooms
    .flatMap(({ tables }) => tables)
    .filter(({ erase: action }) => action.does === "keep")
    .map(({ table }) => table);
  const rows = [...(await findCanary(userId)), ...(await findCanary(organizationId))];
  // Jobs that wait hold ids until they have run; nobody runs them here.
  const elsewhere = rows.filter(
    (row) => row.startsWith("public.") && !kept.some((table) => row.startsWith(`public.${table}:`)),
  );
  return {
    where: "ids, outside what is kept",
    when: "three years on",
    found: elsewhere,
    ok: elsewhere.length === 0,
  };
}

async function lookAtBooks(): Promise<AuditLine> {
  const broken = (await checkInvariants()).checks.filter(({ ok }) => !ok);
  const found = broken.map(({ name, detail }) => `${name}: ${detail}`);
  return { where: "the books still agree", when: "three years on", found, ok: found.length === 0 };
}

/** A folder for the audit alone. */
export async function withFolder<T>(body: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "printpal-audit-"));
  try {
    return await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
