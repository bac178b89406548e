import type { ReactNode } from "react";

export function PageHeader({
  title,
  description,
  action,
}: {
  title: ReactNode;
  description?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        <h1
          dir="auto"
          className="text-title font-semibold tracking-tight [overflow-wrap:anywhere] text-start"
        >
          {title}
        </h1>
        {description && <p className="mt-1 max-w-2xl text-sm leading-6 text-secondary">{description}</p>}
      </div>
      {action && <div className="flex flex-wrap gap-2">{action}</div>}
    </header>
  );
}
