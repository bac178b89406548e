import { FilterX } from "lucide-react";
import type { Metadata } from "next";
import { GenerationFilters, seenPath } from "@/components/admin/generation-filters";
import { SeenGenerations } from "@/components/admin/seen-generations";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { recordLook, requireStaffSession } from "@/lib/api/staff/session";
import { engineNames } from "@/lib/engines/engine";
import { listAllGenerations, ListAllGenerations } from "@/lib/generations";

export const metadata: Metadata = { title: "Generations", robots: { index: false } };

type Search = Record<string, string | string[] | undefined>;

export default async function SeenGenerationsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const ctx = await requireStaffSession();
  const query = readQuery(await searchParams);
  const { data, has_more } = await listAllGenerations(ctx, query);
  await recordLook(ctx, query.organization_id ?? "generations");
  const last = data.at(-1);
  return (
    <>
      <PageHeader
        title="Generations"
        description="Of all organizations, the newest first. What went in and what came out stays with the customer."
      />
      <GenerationFilters key={JSON.stringify(query)} query={query} engines={engineNames} />
      <Card className="overflow-hidden">
        {data.length > 0 ? (
          <SeenGenerations generations={data} />
        ) : (
          <EmptyState icon={FilterX} title="None is like that">
            Lift a filter, or look at what it says: an organization is named by its id, an error by its code.
          </EmptyState>
        )}
      </Card>
      <Pager
        newer={query.after ? seenPath(query) : null}
        older={has_more && last ? seenPath(query, { after: last.id }) : null}
      />
    </>
  );
}

/** Each filter for itself: one that makes no sense does not lift the others. */
function readQuery(search: Search): ListAllGenerations {
  const sound = Object.entries(ListAllGenerations.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse([search[name]].flat()[0] || undefined);
    return parsed.success && parsed.data !== undefined ? [[name, parsed.data]] : [];
  });
  return ListAllGenerations.parse(Object.fromEntries(sound));
}
