import { existsSync } from "node:fs";
import { makeNetworkTable, networkTableFile } from "@/lib/run/make-network-table.mjs";

/** Packs the table that the build leaves, where there was no build. */
export function ensureNetworks(): void {
  if (!existsSync(networkTableFile)) makeNetworkTable();
}

/** Addresses that lie where they do for as long as the table's package is pinned. */
export const google = "8.8.8.8";
export const telekom = "80.156.1.1";
export const cloudflare = "1.1.1.1";
