import Link from "next/link";
import { Ago } from "@/components/ui/ago";
import { Table, Td, Th } from "@/components/ui/table";
import type { Ticket } from "@/lib/support/schema";
import { TicketState } from "./ticket-state";

export function TicketTable({ tickets, base }: { tickets: readonly Ticket[]; base: string }) {
  return (
    <Table aria-label="Tickets" topmost>
      <thead>
        <tr>
          <Th>Subject</Th>
          <Th>State</Th>
          <Th>Last message</Th>
        </tr>
      </thead>
      <tbody>
        {tickets.map((ticket) => (
          <tr key={ticket.id} className="relative hover:bg-muted/50">
            <Td className="max-w-96">
              <Link
                href={`${base}/${ticket.id}`}
                dir="auto"
                className="block truncate font-medium after:absolute after:inset-0"
              >
                {ticket.subject}
              </Link>
            </Td>
            <Td>
              <TicketState status={ticket.status} />
            </Td>
            <Td className="text-secondary">
              <Ago time={ticket.last_message_at} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
