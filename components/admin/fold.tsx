import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** A form that opens where it is wanted. */
export function Fold({ name, children }: { name: string; children: ReactNode }) {
  return (
    <details className="group border-t border-line">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-1.5 rounded-lg px-5 text-sm font-medium text-secondary -outline-offset-2 hover:text-foreground">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {name}
      </summary>
      {children}
    </details>
  );
}
