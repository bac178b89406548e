import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

/** One family of components, with the rule for using it. */
export function DesignSection({
  title,
  rule,
  children,
}: {
  title: string;
  rule: string;
  children: ReactNode;
}) {
  return (
    <section>
      <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
      <p className="mt-1 mb-4 max-w-2xl text-sm leading-6 text-secondary">{rule}</p>
      <Card className="grid grid-cols-[minmax(0,1fr)] gap-6 overflow-hidden p-6">{children}</Card>
    </section>
  );
}

/** A row of examples under a name. */
export function Example({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-w-0 gap-2">
      <h3 className="font-mono text-xs text-faint">{name}</h3>
      <div className="flex min-w-0 flex-wrap items-center gap-3">{children}</div>
    </div>
  );
}
