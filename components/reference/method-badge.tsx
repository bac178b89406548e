import { cn } from "@/components/ui/class-names";

const tones: Record<string, string | undefined> = {
  GET: "text-info",
  POST: "text-success",
  PUT: "text-warning",
  PATCH: "text-warning",
  DELETE: "text-danger",
};

/** An HTTP method in its colour. */
export function MethodBadge({ method, className }: { method: string; className?: string }) {
  return (
    <span className={cn("font-mono text-[11px] font-semibold tracking-wide", tones[method], className)}>
      {method}
    </span>
  );
}
