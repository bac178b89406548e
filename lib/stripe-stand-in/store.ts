import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Kind, Kinds } from "./kinds";
import type { Thing } from "./thing";

/**
 * All objects, in memory, and in a journal where a file is named: each transaction is one line of what it changed, so
 * that a process killed halfway through a line loses that transaction alone. Opening writes the journal anew.
 */
export class Store {
  private readonly tables = new Map<string, Map<string, Thing>>();
  /** What the open transaction has changed: the object as it was before, by kind and id. */
  private changed: Map<string, { kind: string; id: string; before: Thing | undefined }> | undefined;

  constructor(private readonly file?: string) {
    if (!file) return;
    mkdirSync(path.dirname(file), { recursive: true });
    if (existsSync(file)) this.load(readFileSync(file, "utf8"));
    const draft = `${file}.draft`;
    writeFileSync(draft, this.everything(), { mode: 0o600 });
    renameSync(draft, file);
  }

  find<K extends Kind>(kind: K, id: string | null | undefined): Kinds[K] | undefined {
    return id ? (this.table(kind).get(id) as Kinds[K] | undefined) : undefined;
  }

  /** For what must be there: one object names another. */
  get<K extends Kind>(kind: K, id: string): Kinds[K] {
    const found = this.find(kind, id);
    if (!found) throw new Error(`The stand-in lost ${kind} ${id}.`);
    return found;
  }

  /** In the order of creation. */
  all<K extends Kind>(kind: K): Kinds[K][] {
    return [...this.table(kind).values()] as Kinds[K][];
  }

  put<K extends Kind>(kind: K, thing: Kinds[K]): Kinds[K] {
    this.note(kind, thing.id);
    this.table(kind).set(thing.id, thing);
    return thing;
  }

  update<K extends Kind>(kind: K, id: string, patch: Partial<Kinds[K]>): Kinds[K] {
    return this.put(kind, { ...this.get(kind, id), ...patch });
  }

  remove(kind: Kind, id: string): void {
    this.note(kind, id);
    this.table(kind).delete(id);
  }

  /** Runs `body`; all it changed is written, or nothing where it throws and `keepOn` does not say otherwise. */
  transaction<T>(body: () => T, keepOn: (error: unknown) => boolean = () => false): T {
    if (this.changed) return body();
    this.changed = new Map();
    try {
      const result = body();
      this.commit();
      return result;
    } catch (error) {
      if (keepOn(error)) this.commit();
      else this.rollBack();
      throw error;
    } finally {
      this.changed = undefined;
    }
  }

  private table(kind: string): Map<string, Thing> {
    let table = this.tables.get(kind);
    if (!table) this.tables.set(kind, (table = new Map()));
    return table;
  }

  private note(kind: string, id: string): void {
    const key = `${kind} ${id}`;
    if (!this.changed) throw new Error("The stand-in changes objects inside of a transaction only.");
    if (!this.changed.has(key)) this.changed.set(key, { kind, id, before: this.table(kind).get(id) });
  }

  private commit(): void {
    const lines = [...(this.changed?.values() ?? [])].map(({ kind, id }) => [
      kind,
      id,
      this.table(kind).get(id) ?? null,
    ]);
    if (this.file && lines.length > 0) appendFileSync(this.file, JSON.stringify(lines) + "\n");
  }

  private rollBack(): void {
    for (const { kind, id, before } of this.changed?.values() ?? [])
      if (before) this.table(kind).set(id, before);
      else this.table(kind).delete(id);
  }

  private load(text: string): void {
    for (const line of text.split("\n")) {
      for (const [kind, id, thing] of readLine(line))
        if (thing) this.table(kind).set(id, thing);
        else this.table(kind).delete(id);
    }
  }

  private everything(): string {
    const lines = [...this.tables].map(([kind, table]) =>
      JSON.stringify([...table].map(([id, thing]) => [kind, id, thing])),
    );
    return lines.map((line) => line + "\n").join("");
  }
}

type Entry = [kind: string, id: string, thing: Thing | null];

/** A line that was cut short changes nothing. */
function readLine(line: string): Entry[] {
  try {
    return JSON.parse(line) as Entry[];
  } catch {
    return [];
  }
}
