import { Activity } from "lucide-react";
import type { Metadata } from "next";
import { Suspense } from "react";
import { CustomRange } from "@/components/usage/custom-range";
import { RequestFilter } from "@/components/usage/request-filter";
import { RequestTable } from "@/components/usage/request-table";
import { UsageCharts } from "@/components/usage/usage-charts";
import { ranges, readRange } from "@/components/usage/usage-range";
import { UsageTotals } from "@/components/usage/usage-totals";
import { LinkButton } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { flushRequestLog } from "@/lib/api/request-log";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { clock } from "@/lib/core/clock";
import { env } from "@/lib/core/env";
import { isAppError } from "@/lib/core/errors";
import { listKeys } from "@/lib/keys";
import { listProjects } from "@/lib/privacy";
import { listRequests, ListRequests, summarizeUsage } from "@/lib/usage";

export const metadata: Metadata = { title: "Usage" };

const PAGE_SIZE = 25;
const parts = [
  { id: "key", name: "Key" },
  { id: "project", name: "Project" },
  { id: "engine", name: "Engine" },
  { id: "status", name: "Status" },
  { id: "end_user", name: "End user" },
] as const;
type Search = Record<string, string | undefined>;

export default async function UsagePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const { ctx } = await requireSession("/usage");
  const search = flatten(await searchParams);
  const now = clock.now();
  const range = readRange(search, now);
  const { id: by } = parts.find((part) => part.id === search.by) ?? parts[0];
  await flushRequestLog();
  const [time, byPart, requests, keys, projects] = await Promise.all([
    summarizeUsage(ctx, { ...range.query, by: range.by }, { latency: true }),
    summarizeUsage(ctx, { ...range.query, by }, { latency: true }),
    listOrFirst(ctx, readLog(search)),
    listKeys(ctx, { revoked: true }),
    listProjects(ctx),
  ]);
  const link = (change: Search, path = "/usage") => {
    const { range: name, from, to, by: part, status, method, key, project } = search;
    const whole = { range: name, from, to, by: part, status, method, key, project, ...change };
    const given = Object.entries(whole).filter((entry): entry is [string, string] => !!entry[1]);
    return `${path}?${new URLSearchParams(given)}`;
  };
  // Where there is none, nobody is asked about them.
  const shown = parts.filter(({ id }) => id !== "project" || projects.data.length > 0);
  const last = requests.data.at(-1)?.id;
  return (
    <>
      <PageHeader
        title="Usage"
        description="In UTC. Calls are those of your keys; credits include what the portal made."
        action={
          <>
            <LinkTabs
              label="Period"
              tabs={ranges.map(({ id, name }) => ({
                href: link({ range: id, from: undefined, to: undefined }),
                name,
                current: range.id === id,
              }))}
            />
            <CustomRange
              key={range.days?.from}
              days={range.days}
              at="/usage"
              kept={{ by }}
              latest={now.toISOString().slice(0, 10)}
            />
          </>
        }
      />
      <UsageTotals totals={time.totals} />
      <UsageCharts
        time={time}
        parts={byPart}
        csv={{ time: link({ by: range.by }, "/usage/csv"), parts: link({ by }, "/usage/csv") }}
      >
        <LinkTabs
          label="By"
          tabs={shown.map(({ id, name }) => ({ href: link({ by: id }), name, current: id === by }))}
        />
      </UsageCharts>
      <Card className="mt-5 overflow-hidden">
        <CardHeader
          title="Requests"
          description="Every call of the API for a year, newest first. Never a key, a picture or a body."
          action={
            <Suspense>
              <RequestFilter keys={keys.data.map(toOption)} projects={projects.data.map(toOption)} />
            </Suspense>
          }
        />
        {requests.data.length === 0 ? (
          <EmptyState
            icon={Activity}
            title="No call here"
            className="border-t border-line"
            action={<LinkButton href="/docs">Read the quick start</LinkButton>}
          >
            Each call of your keys appears here within seconds, with its status, time and cost.
          </EmptyState>
        ) : (
          <RequestTable
            requests={requests.data}
            keyNames={Object.fromEntries(keys.data.map(({ id, name }) => [id, name]))}
            base={env().publicUrl}
          />
        )}
      </Card>
      <Pager
        newer={search.after ? link({}) : null}
        older={last && requests.has_more ? link({ after: last }) : null}
      />
    </>
  );
}

const flatten = (search: Record<string, string | string[] | undefined>): Search =>
  Object.fromEntries(Object.entries(search).map(([name, value]) => [name, [value].flat()[0]]));

const toOption = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });

function readLog({ status, method, key, project, after }: Search): Partial<ListRequests> {
  const parsed = ListRequests.safeParse({
    ...{ limit: PAGE_SIZE, status, method, after },
    ...{ key_id: key, project_id: project },
  });
  return parsed.success ? parsed.data : { limit: PAGE_SIZE };
}

/** A cursor from an old link may be gone: then the list starts from the top. */
async function listOrFirst(ctx: SignedIn["ctx"], query: Partial<ListRequests>) {
  try {
    return await listRequests(ctx, query);
  } catch (error) {
    if (!isAppError(error)) throw error;
    return listRequests(ctx, { ...query, after: undefined });
  }
}
