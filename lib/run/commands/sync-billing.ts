import { syncCatalogue } from "@/lib/billing";
import type { Command } from "../command";

export const syncBilling: Command = {
  summary:
    "Brings Stripe's products, prices and customer portal in line with the plans and packs of this version.",
  options: { "dry-run": { type: "boolean", help: "only say what would be done" } },
  async run(values) {
    const dryRun = values["dry-run"] === true;
    const changes = await syncCatalogue({ dryRun });
    const lines = changes.map((change) => `${dryRun ? "would " : ""}${change}`);
    return {
      json: { dry_run: dryRun, changes },
      text: lines.length > 0 ? lines.join("\n") : "Nothing to do: Stripe sells what this version says.",
    };
  },
};
