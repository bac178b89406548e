import { ChartNoAxesColumn } from "lucide-react";
import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table, Td, Th } from "@/components/ui/table";
import { requireStaffSession } from "@/lib/api/staff/session";
import { listViews, SMALL_GROUP } from "@/lib/visitors";

export const metadata: Metadata = { title: "Statistics", robots: { index: false } };

export default async function StatisticsPage() {
  const pages = await listViews(await requireStaffSession());
  return (
    <>
      <PageHeader
        title="Pages of the last 30 days"
        description={`Opened by those who agreed to be counted. Days on which a page had fewer than ${SMALL_GROUP} visits are left out.`}
      />
      <Card className="overflow-hidden">
        {pages.length === 0 ? (
          <EmptyState icon={ChartNoAxesColumn} title="Nothing to show yet">
            Either few people agreed to be counted, or too few came on any one day.
          </EmptyState>
        ) : (
          <Table aria-label="Pages" topmost>
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
                  <Td className="text-right tabular-nums">{views.toLocaleString("en")}</Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </>
  );
}
