import { listDue, runSweep } from "@/lib/api/retention/run-sweep";
import type { Command } from "../command";

export const sweep: Command = {
  summary:
    "Removes what is due by the table of retention, as the worker does each minute; or says what would go.",
  options: { "dry-run": { type: "boolean", help: "remove nothing; fails where something is a day late" } },
  async run(values) {
    if (values["dry-run"]) return tellDue();
    const removed = await runSweep(new AbortController().signal);
    const lines = Object.entries(removed).map(([rule, count]) => `${String(count).padStart(8)}  ${rule}`);
    return { json: { removed }, text: lines.join("\n") };
  },
};

async function tellDue() {
  const lines = await listDue();
  const text = lines.map(({ rule, due, late }) => `${shown(due)} due ${shown(late)} late  ${rule}`);
  return { json: { rules: lines }, text: text.join("\n"), ok: lines.every(({ late }) => !late) };
}

const shown = (count: number | null): string => String(count ?? "?").padStart(8);
