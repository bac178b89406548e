import { z } from "zod";
import type { Context } from "@/lib/db";
import { importGenerations, type ImportedGenerations } from "@/lib/generations";
import { readPart, refused, requireWhole } from "./read-export";

const Table = z.object({ rows: z.array(z.unknown()) });

/**
 * Takes the history of another account's export, of this installation or another, into the context's organization. All its
 * ZIPs are wanted, in any order, and each is held against its manifest first: nothing is taken of one that was changed.
 * Throws `invalid_request` and `storage_quota`.
 */
export async function importExport(ctx: Context, zips: readonly Uint8Array[]): Promise<ImportedGenerations> {
  const parts = zips.map(readPart);
  requireWhole(parts);
  const read = (name: string) => parts.find(({ names }) => names.includes(name))?.read(name);
  const rows = (table: string): unknown[] => {
    const bytes = read(`data/${table}.json`);
    if (!bytes) throw refused(`data/${table}.json is missing.`);
    const parsed = Table.safeParse(JSON.parse(Buffer.from(bytes).toString()) as unknown);
    if (!parsed.success) throw refused(`data/${table}.json holds no rows.`);
    return parsed.data.rows;
  };
  const names = parts.flatMap((part) => part.names);
  return importGenerations(ctx, {
    generations: rows("generations"),
    files: rows("generation_files"),
    read: (name) => Promise.resolve(read(name)),
    named: (beginning) => names.filter((name) => name.startsWith(beginning)),
  });
}
