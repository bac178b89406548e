import { ZERO_RETENTION_MS } from "@/lib/generations";
import type { RetentionLine, RetentionTable } from "@/lib/privacy/schema";
import { retentionRules } from "./rules";
import { ORPHAN_AFTER_MS } from "./sweep-orphans";

/** What the software really does: the sweep's own rules, and what has no rule, said as it is. */
export function listRetention(): RetentionTable {
  const swept = retentionRules.map(({ id, what, keptHours, countedFrom, removes }) => ({
    id,
    what,
    kept_hours: keptHours(),
    counted_from: countedFrom,
    removes,
    ends_by: "sweep" as const,
  }));
  return { object: "list", data: [...swept, ...others], has_more: false };
}

/** How long what stands under one id is kept, in words. */
export function keptFor(id: string): string {
  const line = listRetention().data.find((each) => each.id === id);
  if (!line) return "Until it is erased";
  const { kept_hours: hours, removes } = line;
  if (hours === null) return removes;
  return hours % 24 === 0 && hours > 0 ? `${hours / 24} days` : `${hours} hours`;
}

const others: RetentionLine[] = [
  {
    id: "zero_retention_results",
    what: "What was made with processing.retention zero",
    kept_hours: ZERO_RETENTION_MS / 3_600_000,
    counted_from: "The generation's completion",
    removes: "Each file once it was fetched, the rest after this time; report and receipt stay",
    ends_by: "job",
  },
  {
    id: "unstored_inputs",
    what: "Pictures and words of a generation with store_input false or processing.retention zero",
    kept_hours: 0,
    counted_from: "The generation's end",
    removes: "The input; what was made of it stays. Storage itself removes it after 30 days at the latest",
    ends_by: "job",
  },
  {
    id: "mesh_uploads",
    what: "Meshes that were sent to be converted or checked",
    kept_hours: 0,
    counted_from: "The end of the work",
    removes:
      "The mesh as it was sent; the result stays. Storage itself removes it after 30 days at the latest",
    ends_by: "job",
  },
  {
    id: "orphans",
    what: "Files that a process stored and was killed before it could note them",
    kept_hours: (2 * ORPHAN_AFTER_MS) / 3_600_000,
    counted_from: "Their storing",
    removes: "The file; nothing points to it, and nobody could have fetched it",
    ends_by: "job",
  },
  {
    id: "kept_generations",
    what: "Generations, conversions and print checks, with their files",
    kept_hours: null,
    counted_from: null,
    removes: "What is deleted loses its files, words and settings at once; a bare row stays for the ledger",
    ends_by: "request",
  },
  {
    id: "keys",
    what: "API keys: a hash, their names, bounds and times of use",
    kept_hours: null,
    counted_from: null,
    removes: "A revoked key works no longer; its row goes with the organization",
    ends_by: "request",
  },
  {
    id: "webhook_endpoints",
    what: "Where an organization wants to be told",
    kept_hours: null,
    counted_from: null,
    removes: "The endpoint, as soon as it is deleted",
    ends_by: "request",
  },
  {
    id: "consents",
    what: "What an organization agreed to, and took back",
    kept_hours: null,
    counted_from: null,
    removes: "It goes with the organization",
    ends_by: "request",
  },
  {
    id: "mail_suppressions",
    what: "Which mails an address wants no more, by a keyed digest of the address",
    kept_hours: null,
    counted_from: null,
    removes: "Nothing, until the address wants them again: to forget it would be to mail it",
    ends_by: "request",
  },
  {
    id: "legal_holds",
    what: "What may not be erased for now, and who demands it",
    kept_hours: null,
    counted_from: null,
    removes: "Nothing: that something was kept, and why, must be shown later",
    ends_by: "nothing",
  },
  {
    id: "legal_registers",
    what: "Breaches of personal data, and what courts and authorities asked for",
    kept_hours: null,
    counted_from: null,
    removes: "Nothing: the law wants them shown later",
    ends_by: "nothing",
  },
  {
    id: "erasures",
    what: "Who was erased, by ids that lead to nobody",
    kept_hours: null,
    counted_from: null,
    removes: "Nothing: what an old backup would bring back is erased by it",
    ends_by: "nothing",
  },
  {
    id: "rate_limits",
    what: "How much of a quota is left",
    kept_hours: 1,
    counted_from: "The last call",
    removes: "The count, once the whole quota is there again",
    ends_by: "job",
  },
  {
    id: "bookkeeping",
    what: "The software's own: migrations, signing keys, versions of the policies, receipts of the sweep",
    kept_hours: null,
    counted_from: null,
    removes: "Nothing: it says nothing of any person",
    ends_by: "nothing",
  },
];
