import type { ReactNode } from "react";
import { cn } from "./class-names";

/**
 * A short hint on hover and on keyboard focus, drawn by the style sheet alone: no script waits for a pointer. The
 * trigger still needs a name of its own.
 */
export function Tooltip({
  text,
  children,
  side = "bottom",
}: {
  text: ReactNode;
  children: ReactNode;
  side?: "top" | "bottom";
}) {
  return (
    <span className="group/tip relative inline-grid">
      {children}
      <span
        role="tooltip"
        className={cn(
          "pointer-events-none absolute left-1/2 z-[60] hidden w-max max-w-64 -translate-x-1/2 animate-fade rounded-md bg-foreground px-2 py-1 text-xs leading-5 text-background shadow-mid [animation-delay:300ms] [animation-fill-mode:backwards]",
          "group-hover/tip:block group-has-focus-visible/tip:block",
          side === "top" ? "bottom-full mb-1.5" : "top-full mt-1.5",
        )}
      >
        {text}
      </span>
    </span>
  );
}
