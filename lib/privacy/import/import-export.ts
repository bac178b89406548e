import type { Context } from "@/lib/db";
import { importGenerations, type ImportedGenerations } from "@/lib/generations";
import { openHistory } from "./open-history";

/**
 * Takes the history of another account's export, of this installation or another, into the context's organization. All its
 * ZIPs are wanted, in any order, and each is held against its manifest first: nothing is taken of one that was changed.
 * Throws `invalid_request` and `storage_quota`.
 */
export const importExport = async (ctx: Context, zips: readonly Uint8Array[]): Promise<ImportedGenerations> =>
  importGenerations(ctx, openHistory(zips).history);
