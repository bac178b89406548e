import { Download, Table2 } from "lucide-react";
import { buttonClass } from "@/components/ui/button";
import { formatNumber } from "@/components/ui/format";
import { Table, Td, Th } from "@/components/ui/table";
import type { UsageSummary } from "@/lib/usage/schema";
import { withUnit } from "./chart-kit";

const heads: Record<UsageSummary["by"], string> = {
  hour: "Hour (UTC)",
  day: "Day (UTC)",
  key: "Key",
  project: "Project",
  engine: "Engine",
  status: "Status",
  end_user: "End user",
};

/** The same as the chart above, exact, and as a file for a spreadsheet. */
export function UsageRows({ summary, csv }: { summary: UsageSummary; csv: string }) {
  const byModel = ["project", "engine", "end_user"].includes(summary.by);
  return (
    <div className="relative border-t border-line">
      <details>
        <summary className="flex h-12 list-none items-center gap-2 px-5 text-note text-secondary hover:text-foreground [&::-webkit-details-marker]:hidden">
          <Table2 aria-hidden className="size-4" /> As a table
        </summary>
        <div className="max-h-96 overflow-y-auto">
          <Table aria-label={`Usage by ${summary.by.replace("_", " ")}`}>
            <thead>
              <tr>
                <Th>{heads[summary.by]}</Th>
                <Th className="text-right">{byModel ? "Models" : "Requests"}</Th>
                <Th className="text-right">{byModel ? "Failed" : "Refused or failed"}</Th>
                <Th className="text-right">Credits</Th>
                {!byModel && <Th className="text-right">Half within</Th>}
                {!byModel && <Th className="text-right">95 % within</Th>}
              </tr>
            </thead>
            <tbody className="tabular-nums">
              {summary.data.map((row) => (
                <tr key={row.group}>
                  <Td>{row.label}</Td>
                  <Td className="text-right">{formatNumber(row.requests)}</Td>
                  <Td className="text-right">{formatNumber(row.failed_requests)}</Td>
                  <Td className="text-right">{formatNumber(row.credits_used)}</Td>
                  {!byModel && <Td className="text-right">{withUnit(row.latency_p50_ms, " ms")}</Td>}
                  {!byModel && <Td className="text-right">{withUnit(row.latency_p95_ms, " ms")}</Td>}
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      </details>
      <a
        href={csv}
        download
        className={buttonClass({ look: "ghost", size: "small" }, "absolute top-2 right-3")}
      >
        <Download aria-hidden className="size-4" /> CSV
      </a>
    </div>
  );
}
