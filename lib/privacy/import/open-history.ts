import { z } from "zod";
import type { ExportedHistory } from "@/lib/generations";
import { readPart, refused, requireWhole, type ReadPart } from "./read-export";

const Table = z.object({ rows: z.array(z.unknown()) });

/**
 * The history of an export out of all its ZIPs, in any order, once each is held against its manifest: nothing is read of one
 * that was changed. Throws `invalid_request`.
 */
export function openHistory(
  zips: readonly Uint8Array[],
  limits?: Parameters<typeof readPart>[1],
): { history: ExportedHistory; parts: readonly ReadPart[] } {
  const parts = zips.map((zip) => readPart(zip, limits));
  requireWhole(parts);
  const read = (name: string) => parts.find(({ names }) => names.includes(name))?.read(name);
  const rows = (table: string): unknown[] => {
    const bytes = read(`data/${table}.json`);
    if (!bytes) throw refused(`data/${table}.json is missing.`);
    const parsed = Table.safeParse(parse(bytes));
    if (!parsed.success) throw refused(`data/${table}.json holds no rows.`);
    return parsed.data.rows;
  };
  const names = parts.flatMap((part) => part.names);
  const history = {
    generations: rows("generations"),
    files: rows("generation_files"),
    read: (name: string) => Promise.resolve(read(name)),
    named: (beginning: string) => names.filter((name) => name.startsWith(beginning)),
  };
  return { history, parts };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
}
