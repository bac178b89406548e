import type { ComponentProps } from "react";
import { cn } from "./class-names";

/**
 * A table that scrolls inside its own frame, so that the page never does sideways. The frame draws the line below its last
 * row, and the one above its head where the table is `topmost` in it.
 */
export function Table({ className, topmost, ...rest }: ComponentProps<"table"> & { topmost?: boolean }) {
  return (
    <div className="relative overflow-x-auto" tabIndex={0} role="region" aria-label={rest["aria-label"]}>
      <table
        {...rest}
        className={cn(
          "w-full border-collapse text-sm [&_tr:last-child_td]:border-b-0",
          topmost && "[&_thead_th]:border-t-0",
          className,
        )}
      />
    </div>
  );
}

export function Th({ className, ...rest }: ComponentProps<"th">) {
  return (
    <th
      scope="col"
      {...rest}
      className={cn(
        "border-y border-line bg-muted/50 px-5 py-2 text-left text-xs font-medium whitespace-nowrap text-faint",
        className,
      )}
    />
  );
}

export function Td({ className, ...rest }: ComponentProps<"td">) {
  return (
    <td
      {...rest}
      className={cn("border-b border-line px-5 py-3 align-middle whitespace-nowrap", className)}
    />
  );
}
