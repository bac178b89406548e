import { LifeBuoy } from "lucide-react";
import type { Metadata } from "next";
import { OpenTicketDialog } from "@/components/support/open-ticket-dialog";
import { TicketTable } from "@/components/support/ticket-table";
import { LinkButton } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { requireSession } from "@/lib/api/session";
import { isAppError } from "@/lib/core/errors";
import { listTickets } from "@/lib/support";

export const metadata: Metadata = { title: "Support" };

const LIMIT = 25;

export default async function SupportPage({
  searchParams,
}: {
  searchParams: Promise<{ after?: string | string[]; about?: string | string[] }>;
}) {
  const { ctx } = await requireSession("/support");
  const search = await searchParams;
  const after = [search.after].flat()[0];
  const about = [search.about].flat()[0];
  // A cursor from an old link may be gone: then the list starts from the top.
  const page = await listTickets(ctx, { limit: LIMIT, after }).catch((error: unknown) => {
    if (!isAppError(error)) throw error;
    return listTickets(ctx, { limit: LIMIT });
  });
  const last = page.data.at(-1)?.id;
  return (
    <>
      <PageHeader
        title="Support"
        description="Ask the people who run this portal. Everybody in your organization can read along."
        action={<OpenTicketDialog key={about} about={about} />}
      />
      <Card className="overflow-hidden">
        {page.data.length === 0 ? (
          <EmptyState
            icon={LifeBuoy}
            title="Nothing asked yet"
            action={<LinkButton href="/docs">Look in the documentation</LinkButton>}
          >
            A model that does not print, a bill that looks odd, an error with a request id: name it, and you
            have an answer here and a mail that says so.
          </EmptyState>
        ) : (
          <TicketTable tickets={page.data} base="/support" />
        )}
      </Card>
      <Pager
        newer={after ? "/support" : null}
        older={last && page.has_more ? `/support?after=${last}` : null}
      />
    </>
  );
}
