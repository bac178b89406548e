import { Boxes, FilterX, WandSparkles } from "lucide-react";
import type { Metadata } from "next";
import { GenerationBrowser } from "@/components/generations/generation-browser";
import { HistoryFilters } from "@/components/generations/history-filters";
import { NoContent } from "@/components/generations/no-content";
import { historyPath } from "@/components/generations/history-path";
import { isFiltered, readHistory, type Search } from "@/components/generations/history-view";
import { Pager } from "@/components/ui/pager";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { pageWithLocalLinks } from "@/lib/api/local-links";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { isAppError } from "@/lib/core/errors";
import { listGenerations } from "@/lib/generations";
import { ListGenerations, type GenerationPage } from "@/lib/generations/schema";
import { listProjects } from "@/lib/privacy";

export const metadata: Metadata = { title: "Generations" };

const engines = ListGenerations.shape.engine.unwrap().options;

export default async function GenerationsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ctx, role } = await requireSession("/generations");
  if (role === "auditor") return <NoContent title="Generations" />;
  const { query, view } = readHistory(await searchParams);
  const [found, projects] = await Promise.all([listOrFirst(ctx, query), listProjects(ctx)]);
  const page = pageWithLocalLinks(found);
  const first = page.data[0]?.id;
  const last = page.data.at(-1)?.id;
  const backwards = query.before !== undefined;
  const link = (cursor: Record<string, string>) => historyPath({ query, view }, cursor);
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
      <HistoryFilters
        key={JSON.stringify(query)}
        query={query}
        view={view}
        engines={engines}
        projects={projects.data.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {page.data.length === 0 ? (
        <Empty filtered={isFiltered(query)} />
      ) : (
        <>
          <GenerationBrowser key={JSON.stringify(query)} initial={page} query={query} view={view} />
          <Pager
            newer={first && (backwards ? page.has_more : query.after) ? link({ before: first }) : null}
            older={last && (backwards || page.has_more) ? link({ after: last }) : null}
          />
        </>
      )}
    </>
  );
}

/** A cursor may be of a generation that was deleted since: then the list starts from the top. */
async function listOrFirst(ctx: SignedIn["ctx"], query: ListGenerations): Promise<GenerationPage> {
  try {
    return await listGenerations(ctx, query);
  } catch (error) {
    if (!isAppError(error) || (error.code !== "not_found" && error.code !== "invalid_request")) throw error;
    return listGenerations(ctx, { ...query, after: undefined, before: undefined });
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
          No generation is like that. Look for other words, or lift a filter.
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
