import { Boxes, FilterX, WandSparkles } from "lucide-react";
import type { Metadata } from "next";
import { GenerationGrid } from "@/components/generations/generation-grid";
import { Pager } from "@/components/ui/pager";
import { StatusFilter } from "@/components/generations/status-filter";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { pageWithLocalLinks } from "@/lib/api/local-links";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { isAppError } from "@/lib/core/errors";
import { listGenerations } from "@/lib/generations";
import { ListGenerations, type GenerationPage } from "@/lib/generations/schema";

export const metadata: Metadata = { title: "Generations" };

const PAGE_SIZE = 24;
type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function GenerationsPage({ searchParams }: { searchParams: Search }) {
  const { ctx } = await requireSession("/generations");
  const query = readQuery(await searchParams);
  const page = pageWithLocalLinks(await listOrFirst(ctx, query));
  const first = page.data[0]?.id;
  const last = page.data.at(-1)?.id;
  const backwards = query.before !== undefined;
  const link = (cursor: Record<string, string>) =>
    `/generations?${new URLSearchParams({ ...(query.status && { status: query.status }), ...cursor })}`;
  return (
    <>
      <PageHeader
        title="Generations"
        description="Everything that your organization has made, newest first."
        action={
          <LinkButton href="/generate" look="primary">
            <WandSparkles aria-hidden className="size-4" /> Generate
          </LinkButton>
        }
      />
      <StatusFilter current={query.status} />
      {page.data.length === 0 ? (
        <Empty filtered={query.status !== undefined} />
      ) : (
        <>
          <GenerationGrid key={JSON.stringify(query)} initial={page} query={query} />
          <Pager
            newer={first && (backwards ? page.has_more : query.after) ? link({ before: first }) : null}
            older={last && (backwards || page.has_more) ? link({ after: last }) : null}
          />
        </>
      )}
    </>
  );
}

function readQuery(search: Awaited<Search>): ListGenerations {
  const { status, after, before } = search;
  const parsed = ListGenerations.safeParse({ limit: PAGE_SIZE, status: status || undefined, after, before });
  return parsed.success ? parsed.data : { limit: PAGE_SIZE };
}

/** A cursor may be of a generation that was deleted since: then the list starts from the top. */
async function listOrFirst(ctx: SignedIn["ctx"], query: ListGenerations): Promise<GenerationPage> {
  try {
    return await listGenerations(ctx, query);
  } catch (error) {
    if (!isAppError(error) || error.code !== "not_found") throw error;
    return listGenerations(ctx, { limit: query.limit, status: query.status });
  }
}

function Empty({ filtered }: { filtered: boolean }) {
  return (
    <Card>
      {filtered ? (
        <EmptyState
          icon={FilterX}
          title="Nothing here"
          action={<LinkButton href="/generations">Show all</LinkButton>}
        >
          No generation has this status.
        </EmptyState>
      ) : (
        <EmptyState
          icon={Boxes}
          title="Your models will stand here"
          action={
            <LinkButton href="/generate" look="primary">
              Make the first one
            </LinkButton>
          }
        >
          Each keeps its 3D view, its print report and its files. A draft costs 4 credits and takes seconds.
        </EmptyState>
      )}
    </Card>
  );
}
