import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { clock } from "@/lib/core/clock";
import { LocalDisk } from "./local-disk";
import { isPassing } from "./passing-name";
import { objectStore, type ObjectStore } from "./object-store";

/*
 * A folder with copies of all that is stored, as it is: sealed.
 *
 *   objects/<name>               what is stored
 *   removed/<day>/<name>         what no longer is, by the day on which that was seen
 */
const PRESENT = "objects";
const REMOVED = "removed";

/** Of some objects, those that nothing may keep a copy of. */
export type Withheld = (objects: readonly string[]) => Promise<ReadonlySet<string>>;

/**
 * Copies what is stored and not yet in the folder, and puts what is no longer stored aside, under the day. Objects never
 * change, so each is copied once; on the same disk a copy is a second name and takes no space. What passes is left out, and
 * what is `withheld`. Returns how many were copied. May be killed anywhere: the next goes on from there.
 */
export async function mirrorObjects(
  folder: string,
  withheld: Withheld = async () => new Set(),
): Promise<number> {
  const store = objectStore();
  const present = path.join(folder, PRESENT);
  const copies = new LocalDisk(present);
  const gone = new Set<string>();
  for await (const { name } of copies.list()) gone.add(name);
  const fresh: string[] = [];
  for await (const { name } of store.list()) if (!gone.delete(name) && !isPassing(name)) fresh.push(name);
  // Asked after they were seen: by then each has its row.
  const left = await withheld(fresh);
  let copied = 0;
  for (const name of fresh)
    if (!left.has(name) && (await copyObject(store, copies, name, path.join(present, name)))) copied++;
  const aside = path.join(folder, REMOVED, clock.now().toISOString().slice(0, 10));
  for (const name of gone) await moveFile(path.join(present, name), path.join(aside, name));
  return copied;
}

/** False where it was removed meanwhile. */
async function copyObject(
  store: ObjectStore,
  copies: LocalDisk,
  name: string,
  file: string,
): Promise<boolean> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  if (await store.share?.(name, file)) return true;
  const found = await store.head(name);
  const source = found && (await store.open(name, 0, found.sizeBytes));
  if (!source) return false;
  await copies.put(name, source as AsyncIterable<Buffer>);
  return true;
}

async function moveFile(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
  await rename(from, to);
}

/** The days before a moment, of which something was put aside in a folder of copies, and how many files that is. */
export async function listAside(folder: string, before: Date): Promise<{ day: string; files: number }[]> {
  const limit = before.toISOString().slice(0, 10);
  const days = await readdir(path.join(folder, REMOVED)).catch(() => []);
  const due = days.filter((day) => /^\d{4}-\d\d-\d\d$/.test(day) && day < limit).sort();
  return Promise.all(
    due.map(async (day) => {
      const entries = await readdir(path.join(folder, REMOVED, day), {
        recursive: true,
        withFileTypes: true,
      });
      return { day, files: entries.filter((entry) => entry.isFile()).length };
    }),
  );
}

export const removeAside = (folder: string, day: string): Promise<void> =>
  rm(path.join(folder, REMOVED, day), { recursive: true, force: true });

/** Every copy in a folder: where it lies, and the object that it is of. Those that were put aside come last. */
export async function* listCopies(folder: string): AsyncGenerator<{ name: string; copies: LocalDisk }> {
  const days = await readdir(path.join(folder, REMOVED)).catch(() => []);
  for (const place of [
    PRESENT,
    ...days
      .sort()
      .reverse()
      .map((day) => path.join(REMOVED, day)),
  ]) {
    const copies = new LocalDisk(path.join(folder, place));
    for await (const { name } of copies.list()) yield { name, copies };
  }
}
