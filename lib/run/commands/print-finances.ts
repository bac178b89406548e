import { readRecords } from "@/lib/billing";
import { UsageError, type Command } from "../command";
import { wholeNumber } from "./whole-number";

export const printFinances: Command = {
  summary: "Prints the financial records of a year as CSV, read under the finance role.",
  options: { year: { type: "string", value: "YEAR", required: true, help: "such as 2027, in UTC" } },
  asOwner: true,
  async run(values) {
    const year = wholeNumber(values, "year");
    if (year === undefined) throw new UsageError("Missing: --year.");
    const records = await readRecords(year);
    const columns = Object.keys(records[0] ?? {}) as (keyof (typeof records)[number])[];
    const cell = (value: string | number | null) => `"${String(value ?? "").replaceAll('"', '""')}"`;
    const lines = records.map((record) => columns.map((column) => cell(record[column])).join(","));
    return {
      json: records,
      text: records.length > 0 ? [columns.join(","), ...lines].join("\n") : "No records.",
    };
  },
};
