import { Activity } from "lucide-react";
import type { Metadata } from "next";
import { RequestTable } from "@/components/usage/request-table";
import { UsageChart } from "@/components/usage/usage-chart";
import { UsageTotals } from "@/components/usage/usage-totals";
import { LinkButton } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { isAppError } from "@/lib/core/errors";
import { listKeys } from "@/lib/keys";
import { listRequests, summarizeUsage } from "@/lib/usage";

export const metadata: Metadata = { title: "Usage" };

const PAGE_SIZE = 25;

export default async function UsagePage({
  searchParams,
}: {
  searchParams: Promise<{ after?: string | string[] }>;
}) {
  const { ctx } = await requireSession("/usage");
  const after = [(await searchParams).after].flat()[0];
  const [summary, requests, keys] = await Promise.all([
    summarizeUsage(ctx, { days: 30, by: "day" }),
    listOrFirst(ctx, after),
    listKeys(ctx, { revoked: true }),
  ]);
  const names = Object.fromEntries(keys.data.map((key) => [key.id, key.name]));
  const last = requests.data.at(-1)?.id;
  return (
    <>
      <PageHeader
        title="Usage"
        description="The last 30 days in UTC. Calls are those of your keys; credits include what the portal made."
      />
      <UsageTotals totals={summary.totals} />
      <Card className="mt-5 p-5">
        <UsageChart rows={summary.data} />
      </Card>
      <Card className="mt-5 overflow-hidden">
        <CardHeader title="Requests" description="Every call of the API, newest first." />
        {requests.data.length === 0 ? (
          <EmptyState
            icon={Activity}
            title="No call yet"
            className="border-t border-line"
            action={<LinkButton href="/docs">Read the quick start</LinkButton>}
          >
            Each call of your keys appears here within seconds, with its status, time and cost.
          </EmptyState>
        ) : (
          <RequestTable requests={requests.data} keyNames={names} />
        )}
      </Card>
      <Pager
        newer={after ? "/usage" : null}
        older={last && requests.has_more ? `/usage?after=${last}` : null}
      />
    </>
  );
}

/** A cursor from an old link may be gone: then the list starts from the top. */
async function listOrFirst(ctx: SignedIn["ctx"], after: string | undefined) {
  try {
    return await listRequests(ctx, { limit: PAGE_SIZE, after });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return listRequests(ctx, { limit: PAGE_SIZE });
  }
}
