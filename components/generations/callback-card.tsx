import { Badge, type Tone } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { formatMoment } from "@/components/ui/format";
import type { Generation } from "@/lib/generations/schema";

type Callback = NonNullable<Generation["callback"]>;

const looks: Record<Callback["status"], { name: string; tone: Tone }> = {
  pending: { name: "On its way", tone: "info" },
  delivered: { name: "Delivered", tone: "success" },
  failed: { name: "Given up", tone: "danger" },
};

const lookOf = ({ status, attempts }: Callback) =>
  status === "pending" && attempts > 0 ? tried : looks[status];

const tried = { name: "Trying again", tone: "warning" } as const;

/** Whether the address that was named for this generation alone was told of it. */
export function CallbackCard({ url, callback }: { url: string; callback: Callback | null }) {
  const look = callback && lookOf(callback);
  return (
    <Card>
      <CardHeader title="Callback" action={look && <Badge tone={look.tone}>{look.name}</Badge>} />
      <div className="grid gap-1 border-t border-line px-5 py-4 text-sm">
        <code className="text-xs [overflow-wrap:anywhere]">{url}</code>
        <p className="text-[13px] leading-5 text-secondary">{sayCallback(callback)}</p>
        {callback?.last_error && callback.status !== "delivered" && (
          <p className="text-[13px] leading-5 text-secondary [overflow-wrap:anywhere]">
            The last try: {callback.last_error}
          </p>
        )}
      </div>
    </Card>
  );
}

export function sayCallback(callback: Callback | null): string {
  if (!callback) return "Deliveries are kept for 30 days; those of this generation are no longer listed.";
  const { event_type: event, status, attempts, delivered_at: at } = callback;
  const tries = attempts === 1 ? "1 try" : `${attempts} tries`;
  if (status === "delivered")
    return `${event} was taken${at ? ` on ${formatMoment(at)}` : ""}, after ${tries}.`;
  if (status === "failed") return `${event} was given up after ${tries}.`;
  return attempts === 0 ? `${event} is about to be sent.` : `${event} is tried again; ${tries} so far.`;
}
