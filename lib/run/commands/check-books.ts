import type { Command } from "../command";
import { checkInvariants } from "../invariants";

export const checkBooks: Command = {
  summary: "Checks that credits, generations, jobs and stored files agree; exit code 1 where they do not.",
  async run() {
    const { ok, checks } = await checkInvariants();
    const lines = checks.map((check) => `${check.ok ? "✓" : "✗"} ${check.name}: ${check.detail}`);
    return { json: { ok, checks }, text: lines.join("\n"), ok };
  },
};
