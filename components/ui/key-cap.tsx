import type { ReactNode } from "react";
import { cn } from "./class-names";

/** A key of the keyboard. */
export function KeyCap({
  children,
  className,
  decorative = false,
}: {
  children: ReactNode;
  className?: string;
  /** Where the control that it stands in says its keys itself. */
  decorative?: boolean;
}) {
  return (
    <kbd
      aria-hidden={decorative || undefined}
      className={cn(
        "inline-grid h-5 min-w-5 place-items-center rounded border border-line-strong bg-surface px-1 font-sans text-[11px] leading-none font-medium text-secondary",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
