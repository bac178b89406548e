import { LedgerEntryKind } from "@/lib/credits";
import type { ListMovements } from "@/lib/usage";
import { one, type Search } from "./read-billing";

const DAY_MS = 86_400_000;

/** What of the ledger an address asks for. What makes no sense in it is as if it were not there. */
export interface LedgerSearch {
  query: ListMovements;
  /** The same again, for other addresses of the same choice. */
  kept: Record<string, string>;
  /** First and last day (UTC), as a field for dates has them. */
  days?: { from: string; to: string };
}

export function readLedger(search: Search): LedgerSearch {
  const kind = LedgerEntryKind.safeParse(one(search.kind)).data;
  const who = one(search.who);
  const key_id = who?.startsWith("key_") ? who : undefined;
  const user_id = who?.startsWith("usr_") ? who : undefined;
  const generation_id = one(search.generation)?.slice(0, 40);
  const days = readDays(one(search.from), one(search.to));
  const given = { kind, who: key_id ?? user_id, generation: generation_id, ...days };
  const kept = Object.entries(given).filter((entry): entry is [string, string] => !!entry[1]);
  return {
    query: {
      ...{ kind, key_id, user_id, generation_id },
      created_after: days && `${days.from}T00:00:00Z`,
      created_before: days && new Date(Date.parse(`${days.to}T00:00:00Z`) + DAY_MS).toISOString(),
    },
    kept: Object.fromEntries(kept),
    days,
  };
}

function readDays(from?: string, to?: string): LedgerSearch["days"] {
  return from && to && isDay(from) && isDay(to) && from <= to ? { from, to } : undefined;
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
