import { Badge, type Tone } from "@/components/ui/badge";
import type { TicketStatus } from "@/lib/support/schema";

const states: Record<TicketStatus, { name: string; tone: Tone }> = {
  open: { name: "Waits for an answer", tone: "warning" },
  answered: { name: "Answered", tone: "success" },
  closed: { name: "Closed", tone: "neutral" },
};

export function TicketState({ status }: { status: TicketStatus }) {
  return <Badge tone={states[status].tone}>{states[status].name}</Badge>;
}
