import type { Contract } from "@/lib/core/contract";

/** Whether a call asks for its answer as a table: by `format=csv`, or by an Accept header that takes nothing else. */
export function wantsCsv(contract: Contract, url: URL, accept: string | null): boolean {
  if (!contract.csv) return false;
  const format = url.searchParams.get("format");
  if (format !== null) return format === "csv";
  const types = (accept ?? "").split(",").map((entry) => entry.split(";")[0].trim().toLowerCase());
  return types.includes("text/csv") && !types.some((type) => /^(\*\/\*|application\/)/.test(type));
}
