import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./class-names";

/** What a place will hold once it holds something, and the step that fills it. */
export function EmptyState({
  icon: Icon,
  title,
  children,
  action,
  className,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn("flex flex-col items-center px-6 py-14 text-center", className)}>
      <div className="grid size-11 place-items-center rounded-xl border border-line bg-muted text-secondary">
        <Icon aria-hidden className="size-5" />
      </div>
      <h2 className="mt-4 text-heading font-semibold tracking-tight">{title}</h2>
      {children && <p className="mt-1 max-w-sm text-sm leading-6 text-secondary">{children}</p>}
      {action && <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
