import type { Readable } from "node:stream";
import { env } from "@/lib/core/env";
import { LocalDisk } from "./local-disk";
import { S3Bucket } from "./s3-bucket";

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
  /** Of it what is not to stay, see `passingName`. */
  listPassing(): AsyncIterable<{ name: string; storedAt: Date }>;
  /** Gives it a second name outside of the store, where that takes no space; false where it cannot be. */
  share?(name: string, file: string): Promise<boolean>;
  /** Everything under a folder. */
  removeAll(folder: string): Promise<void>;
  /** What it is and where, in words for the operator, with a warning where it keeps longer than it should. */
  describe(): Promise<string>;
  /** Removes what of writes begun before then was never finished; absent where the store does so itself. */
  removeUnfinished?(before: Date): Promise<void>;
  /** Has the store itself remove what passes. Throws where it refuses; absent where it has no such rules. */
  keepRules?(): Promise<void>;
}

/** The bucket where one is set, otherwise the data folder. */
export function objectStore(): ObjectStore {
  const { s3 } = env();
  return s3 ? new S3Bucket(s3) : new LocalDisk();
}
