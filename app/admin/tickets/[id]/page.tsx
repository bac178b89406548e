import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TicketView } from "@/components/support/ticket-view";
import { recordLook, requireStaffSession } from "@/lib/api/staff/session";
import { isAppError } from "@/lib/core/errors";
import { getTicket } from "@/lib/support";
import { answerTicketAction, closeTicketAsStaffAction } from "../../actions";

export const metadata: Metadata = { title: "Ticket", robots: { index: false } };

export default async function AdminTicketPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const ctx = await requireStaffSession();
  const ticket = await getTicket(ctx, id).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
  await recordLook({ ...ctx, organizationId: ticket.organization_id }, id);
  return (
    <TicketView ticket={ticket} side="staff" write={answerTicketAction} close={closeTicketAsStaffAction} />
  );
}
