import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import type { DiffLine } from "@/lib/policies";

const looks = {
  same: "text-faint",
  added: "bg-success-soft text-foreground",
  removed: "bg-danger-soft text-foreground line-through decoration-danger/50",
} as const;
const signs = { same: " ", added: "+", removed: "−" } as const;
const words = { same: "", added: "Added: ", removed: "Removed: " } as const;

/** What a version changed, line by line; of what stayed only the lines beside a change. */
export function PolicyDiff({
  from,
  lines,
  className = "mt-8",
}: {
  from: number;
  lines: readonly DiffLine[];
  className?: string;
}) {
  const near = (index: number) =>
    lines.slice(Math.max(0, index - 1), index + 2).some(({ kind }) => kind !== "same");
  const shown = lines.filter((line, index) => line.kind !== "same" || near(index));
  return (
    <Card className={cn("overflow-hidden", className)}>
      <CardHeader title={`What changed since version ${from}`} />
      {shown.length === 0 ? (
        <p className="px-5 pb-4 text-sm text-secondary">Nothing.</p>
      ) : (
        <ol className="border-t border-line py-2 text-sm" data-policy-diff>
          {shown.map((line, index) => (
            <li key={index} className={cn("flex gap-3 px-5 py-1", looks[line.kind])}>
              <span aria-hidden className="w-3 shrink-0 font-mono">
                {signs[line.kind]}
              </span>
              <span className="min-w-0 [overflow-wrap:anywhere]">
                <span className="sr-only">{words[line.kind]}</span>
                {line.text || " "}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
