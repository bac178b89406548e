import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names";

/** One box to tick, with its sentence beside it; unticked unless told otherwise. */
export function CheckBox({
  children,
  error,
  className,
  ...rest
}: Omit<ComponentProps<"input">, "type"> & { children: ReactNode; error?: string }) {
  return (
    <div className={className}>
      <label className="flex items-start gap-2.5 text-sm leading-5 text-secondary">
        <input
          {...rest}
          type="checkbox"
          aria-invalid={error ? true : undefined}
          className={cn("mt-0.5 size-4.5 shrink-0 accent-accent", error && "outline-2 outline-danger")}
        />
        <span className="min-w-0">{children}</span>
      </label>
      {error && (
        <p role="alert" className="mt-1.5 text-note text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
