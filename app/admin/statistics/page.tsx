import { ChartNoAxesColumn } from "lucide-react";
import type { Metadata } from "next";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th } from "@/components/ui/table";
import { requireStaffSession } from "@/lib/api/staff/session";
import { SMALLEST_GROUP } from "@/lib/core/small-group";
import { readUsagePatterns } from "@/lib/privacy";
import type { UsagePattern } from "@/lib/usage";
import { listViews, type ViewedPage } from "@/lib/visitors";

export const metadata: Metadata = { title: "Statistics", robots: { index: false } };

export default async function StatisticsPage() {
  const ctx = await requireStaffSession();
  const [patterns, pages] = await Promise.all([readUsagePatterns(ctx), listViews(ctx)]);
  return (
    <>
      <PageHeader
        title="Statistics"
        description={`The last 30 days of those who agreed to be counted, and have not objected since. What fewer than ${SMALLEST_GROUP} did is left out.`}
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Patterns patterns={patterns} />
        <Pages pages={pages} />
      </div>
    </>
  );
}

const settingNames: Record<UsagePattern["setting"], string> = {
  engine: "Engine",
  format: "Format",
  quality: "Quality",
  resolution: "Resolution",
};

function Patterns({ patterns }: { patterns: readonly UsagePattern[] }) {
  return (
    <Card className="overflow-hidden">
      <CardHeader
        title="What models are made with"
        description="Nothing of anybody's end users is counted."
      />
      {patterns.length === 0 ? (
        <EmptyState icon={ChartNoAxesColumn} title="Nothing to show yet">
          Too few organizations agree to be counted, or none of their settings is used by enough of them.
        </EmptyState>
      ) : (
        <Table aria-label="What models are made with">
          <thead>
            <tr>
              <Th>Setting</Th>
              <Th className="text-right">Organizations</Th>
              <Th className="text-right">Models</Th>
              <Th className="text-right">Failed</Th>
            </tr>
          </thead>
          <tbody className="tabular-nums">
            {patterns.map(({ setting, value, organizations, models, failed }) => (
              <tr key={`${setting} ${value}`}>
                <Td>
                  {settingNames[setting]} <span className="font-mono text-xs">{value}</span>
                </Td>
                <Td className="text-right">{formatNumber(organizations)}</Td>
                <Td className="text-right">{formatNumber(models)}</Td>
                <Td className="text-right text-secondary">{((100 * failed) / models).toFixed(1)} %</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

function Pages({ pages }: { pages: readonly ViewedPage[] }) {
  return (
    <Card className="overflow-hidden">
      <CardHeader title="Pages" description="Days on which too few browsers opened a page are left out." />
      {pages.length === 0 ? (
        <EmptyState icon={ChartNoAxesColumn} title="Nothing to show yet">
          Either few people agreed to be counted, or too few came on any one day.
        </EmptyState>
      ) : (
        <Table aria-label="Pages">
          <thead>
            <tr>
              <Th>Page</Th>
              <Th className="text-right">Opened</Th>
            </tr>
          </thead>
          <tbody>
            {pages.map(({ page, views }) => (
              <tr key={page}>
                <Td className="font-mono text-xs">{page}</Td>
                <Td className="text-right tabular-nums">{formatNumber(views)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
