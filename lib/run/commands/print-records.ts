import { recordsAsMarkdown, recordsOfProcessing } from "@/lib/api/personal-data/records-of-processing";
import type { Command } from "../command";

export const printRecords: Command = {
  summary: "Prints the records of processing (GDPR 30) from the data map, as a document or with --json.",
  standalone: true,
  run() {
    const records = recordsOfProcessing();
    return Promise.resolve({ json: records, text: recordsAsMarkdown(records) });
  },
};
