import { Ago } from "@/components/ui/ago";
import { cn } from "@/components/ui/class-names";
import type { TicketMessage } from "@/lib/support/schema";

/** The conversation, the oldest first; the reader's side stands at the right. */
export function TicketMessages({
  messages,
  side,
}: {
  messages: readonly TicketMessage[];
  side: "person" | "staff";
}) {
  return (
    <ol aria-label="Messages" className="grid gap-3">
      {messages.map((message) => {
        const ours = message.from_staff === (side === "staff");
        return (
          <li
            key={message.id}
            className={cn(
              "max-w-[88%] rounded-2xl border px-4 py-3 text-sm leading-6",
              ours ? "justify-self-end border-accent-line bg-accent-soft/60" : "border-line bg-surface",
            )}
          >
            <p className="mb-1 text-xs text-secondary">
              {nameOf(message, side)}, <Ago time={message.created_at} />
            </p>
            <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
              {message.body}
            </p>
          </li>
        );
      })}
    </ol>
  );
}

function nameOf({ own, from_staff }: TicketMessage, side: "person" | "staff"): string {
  if (own) return "You";
  if (from_staff) return side === "staff" ? "A colleague" : "Support";
  return side === "staff" ? "The customer" : "A colleague";
}
