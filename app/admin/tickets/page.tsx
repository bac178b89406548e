import { LifeBuoy } from "lucide-react";
import type { Metadata } from "next";
import { TicketTable } from "@/components/support/ticket-table";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { requireStaffSession } from "@/lib/api/staff/session";
import { listTickets, ListTickets } from "@/lib/support";

export const metadata: Metadata = { title: "Tickets", robots: { index: false } };

const states = [
  { status: "open", name: "Open" },
  { status: "answered", name: "Answered" },
  { status: "closed", name: "Closed" },
] as const;

export default async function TicketsPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const ctx = await requireStaffSession();
  const { status = "open", after } = await searchParams;
  const parsed = ListTickets.safeParse({ status, after });
  const query: ListTickets = parsed.success ? parsed.data : { limit: 25, status: "open" };
  const page = await listTickets(ctx, query);
  const last = page.data.at(-1)?.id;
  const link = (search: Record<string, string>) => `/admin/tickets?${new URLSearchParams(search)}`;
  const here = query.status ?? "open";
  return (
    <>
      <PageHeader
        title="Tickets"
        action={
          <LinkTabs
            label="Tickets by state"
            tabs={states.map((one) => ({
              href: link({ status: one.status }),
              name: one.name,
              current: here === one.status,
            }))}
          />
        }
      />
      <Card className="overflow-hidden">
        {page.data.length === 0 ? (
          <EmptyState icon={LifeBuoy} title="None here">
            Nobody waits in this state.
          </EmptyState>
        ) : (
          <TicketTable tickets={page.data} base="/admin/tickets" />
        )}
      </Card>
      <Pager
        newer={query.after ? link({ status: here }) : null}
        older={last && page.has_more ? link({ status: here, after: last }) : null}
      />
    </>
  );
}
