import { Badge, type Tone } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import type { GenerationStatus } from "@/lib/generations/schema";

const looks: Record<GenerationStatus, { name: string; tone: Tone; dot: string }> = {
  pending: { name: "Waiting", tone: "neutral", dot: "bg-faint" },
  processing: { name: "Running", tone: "info", dot: "bg-info animate-pulse" },
  completed: { name: "Completed", tone: "success", dot: "bg-success" },
  failed: { name: "Failed", tone: "danger", dot: "bg-danger" },
  cancelled: { name: "Cancelled", tone: "neutral", dot: "bg-faint" },
};

/** In the order of a generation's life. */
export const statuses = Object.keys(looks) as GenerationStatus[];

export const statusName = (status: GenerationStatus): string => looks[status].name;

export function StatusBadge({ status, className }: { status: GenerationStatus; className?: string }) {
  const { name, tone, dot } = looks[status];
  return (
    <Badge tone={tone} className={className}>
      <span aria-hidden className={cn("size-1.5 rounded-full", dot)} /> {name}
    </Badge>
  );
}
