import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TicketView } from "@/components/support/ticket-view";
import { requireSession } from "@/lib/api/session";
import { isAppError } from "@/lib/core/errors";
import { getTicket } from "@/lib/support";
import { closeTicketAction, writeMessageAction } from "../actions";

export const metadata: Metadata = { title: "Ticket" };

export default async function TicketPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { ctx } = await requireSession(`/support/${id}`);
  const ticket = await getTicket(ctx, id).catch((error: unknown) => {
    if (isAppError(error) && error.code === "not_found") notFound();
    throw error;
  });
  return <TicketView ticket={ticket} side="person" write={writeMessageAction} close={closeTicketAction} />;
}
