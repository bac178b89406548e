import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      {...rest}
      className={cn("min-w-0 rounded-xl border border-line bg-surface shadow-low", className)}
    />
  );
}

/** Title line of a card, with room for an action at its right. */
export function CardHeader({
  title,
  description,
  action,
  className,
}: {
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <header
      className={cn("flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-5 pt-4 pb-3", className)}
    >
      <div className="min-w-0">
        <h2 className="text-heading font-semibold tracking-tight">{title}</h2>
        {description && <p className="text-sm text-secondary">{description}</p>}
      </div>
      {action}
    </header>
  );
}
