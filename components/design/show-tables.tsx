import { CardHeader } from "@/components/ui/card";
import { DetailList } from "@/components/ui/detail-list";
import { NetworkCredit } from "@/components/ui/network-credit";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { StatCard } from "@/components/ui/stat-card";
import { Table, Td, Th } from "@/components/ui/table";
import { formatBytes, formatMoment, formatNumber } from "@/components/ui/format";
import { DesignSection } from "./design-section";

/** Figures and lines of them. */
export function ShowTables() {
  return (
    <DesignSection
      title="Figures and tables"
      rule="Figures stand right and in even widths, times are in UTC and say so. A table that is too wide scrolls inside its own frame."
    >
      <PageHeader title="PageHeader" description="Names the place and says in a line what it is for." />
      <div className="grid gap-4 sm:grid-cols-2">
        <StatCard name="StatCard" value={formatNumber(12_480)} note="credits" />
        <StatCard name="Kept" value={formatBytes(48_300_000)} />
      </div>
      <NetworkCredit />
      <CardHeader title="CardHeader" description="Stands above a table or a list." className="-mx-5" />
      <div className="-mx-6">
        <Table aria-label="Example">
          <thead>
            <tr>
              <Th>Time</Th>
              <Th>What</Th>
              <Th className="text-right">Credits</Th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <Td className="text-secondary tabular-nums">{formatMoment("2026-01-05T08:30:00Z")}</Td>
              <Td>A model, quality default</Td>
              <Td className="text-right tabular-nums">−4</Td>
            </tr>
          </tbody>
        </Table>
      </div>
      <DetailList
        className="max-w-md"
        rows={[
          ["DetailList", "names and values"],
          ["Size", "60 × 42 × 38 mm"],
        ]}
      />
      <Pager newer="/docs/design?page=1" older="/docs/design?page=3" />
    </DesignSection>
  );
}
