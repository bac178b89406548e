import type { Readable } from "node:stream";
import { LocalDisk } from "./local-disk";

/** Where sealed bytes lie. Knows nothing of keys: what goes in and out is encrypted. */
export interface ObjectStore {
  /** Whole or not at all, and durable when it resolves; a source's own refusal is passed on. */
  put(name: string, chunks: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void>;
  /** The bytes from `start` up to and without `end`, or null where there is no such object. */
  open(name: string, start: number, end: number): Promise<Readable | null>;
  head(name: string): Promise<{ sizeBytes: number } | null>;
  /** Fine where there is no such object. */
  remove(name: string): Promise<void>;
  /** Everything there is, or of it what is `wanted`, those of one organization after each other; what goes meanwhile may be missing. */
  list(wanted?: (name: string) => boolean): AsyncIterable<{ name: string; storedAt: Date }>;
  /** Everything under a folder. */
  removeAll(folder: string): Promise<void>;
}

export const objectStore = (): ObjectStore => new LocalDisk();
