import { GitCompareArrows } from "lucide-react";
import type { Metadata } from "next";
import { CompareView } from "@/components/generations/compare-view";
import { NoContent } from "@/components/generations/no-content";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { withLocalLinks } from "@/lib/api/local-links";
import { requireSession, type SignedIn } from "@/lib/api/session";
import { isAppError } from "@/lib/core/errors";
import { getGeneration } from "@/lib/generations";
import type { Generation } from "@/lib/generations/schema";

export const metadata: Metadata = { title: "Compare" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function ComparePage({ searchParams }: { searchParams: Search }) {
  const { ctx, role } = await requireSession("/generations");
  if (role === "auditor") return <NoContent title="Compare" />;
  const { a, b } = await searchParams;
  const [left, right] = await Promise.all([find(ctx, a), find(ctx, b)]);
  return (
    <>
      <PageHeader
        title="Compare"
        description="Both cameras move as one. Turn either model, and the other turns with it."
        action={<LinkButton href="/generations">Choose others</LinkButton>}
      />
      {left && right ? (
        <CompareView left={left} right={right} />
      ) : (
        <Card>
          <EmptyState
            icon={GitCompareArrows}
            title="Two finished models are needed"
            action={
              <LinkButton href="/generations" look="primary">
                Choose two
              </LinkButton>
            }
          >
            Tick two in your generations, and press Compare. What was deleted or has not finished cannot be
            shown.
          </EmptyState>
        </Card>
      )}
    </>
  );
}

/** Null for whatever cannot be shown: the page says what to do instead. */
async function find(ctx: SignedIn["ctx"], id: string | string[] | undefined): Promise<Generation | null> {
  if (typeof id !== "string") return null;
  try {
    const generation = withLocalLinks(await getGeneration(ctx, id));
    return generation.preview_url ? generation : null;
  } catch (error) {
    if (isAppError(error) && (error.code === "not_found" || error.code === "gone")) return null;
    throw error;
  }
}
