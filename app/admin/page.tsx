import type { Metadata } from "next";
import Link from "next/link";
import { Card, CardHeader } from "@/components/ui/card";
import { formatNumber, formatSeconds } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { StatCard } from "@/components/ui/stat-card";
import { Table, Td, Th } from "@/components/ui/table";
import { requireStaffSession } from "@/lib/api/staff/session";
import { engineNames } from "@/lib/engines";
import { listJobs } from "@/lib/jobs";
import { listTickets } from "@/lib/support";
import { engineHealth } from "@/lib/usage";

export const metadata: Metadata = { title: "Staff", robots: { index: false } };

const MOST = 1000;

export default async function AdminPage() {
  const ctx = await requireStaffSession();
  const [health, jobs, open] = await Promise.all([
    engineHealth(ctx),
    listJobs({ limit: MOST }),
    listTickets(ctx, { limit: 100, status: "open" }),
  ]);
  const states = (state: string) => jobs.filter((job) => job.state === state).length;
  const known = new Map(health.map((row) => [row.engine, row]));
  return (
    <>
      <PageHeader title="Health" description="The last 24 hours of the engines, and what waits now." />
      <div className="grid gap-2 sm:grid-cols-4 sm:gap-4">
        <StatCard name="Jobs waiting" value={formatNumber(states("waiting"))} />
        <StatCard name="Jobs running" value={formatNumber(states("running"))} />
        <StatCard name="Jobs that gave up" value={formatNumber(states("exhausted"))} />
        <StatCard name="Questions open" value={open.has_more ? "100+" : formatNumber(open.data.length)} />
      </div>
      <Card className="mt-5 overflow-hidden">
        <CardHeader title="Engines" />
        <Table
          aria-label="Engines"
          className="max-sm:[&_td]:px-3 max-sm:[&_th]:px-3 max-sm:[&_:is(td,th):first-child]:pl-5 max-sm:[&_:is(td,th):last-child]:pr-5"
        >
          <thead>
            <tr>
              <Th>Engine</Th>
              <Th className="text-right">Made</Th>
              <Th className="text-right">Failed</Th>
              <Th className="text-right">Half within</Th>
              <Th className="text-right">19 of 20 within</Th>
            </tr>
          </thead>
          <tbody className="tabular-nums">
            {engineNames.map((engine) => {
              const row = known.get(engine);
              return (
                <tr key={engine}>
                  <Td className="font-medium">{engine}</Td>
                  <Td className="text-right">{formatNumber(row?.completed ?? 0)}</Td>
                  <Td className="text-right">
                    {row?.failed ? (
                      <Link
                        href={`/admin/generations?status=failed&engine=${engine}`}
                        className="text-danger underline underline-offset-4"
                      >
                        {formatNumber(row.failed)}
                      </Link>
                    ) : (
                      0
                    )}
                  </Td>
                  <Td className="text-right text-secondary">
                    {row?.medianSeconds ? formatSeconds(row.medianSeconds) : "none"}
                  </Td>
                  <Td className="text-right text-secondary">
                    {row?.mostSeconds ? formatSeconds(row.mostSeconds) : "none"}
                  </Td>
                </tr>
              );
            })}
          </tbody>
        </Table>
      </Card>
    </>
  );
}
