import type { ComponentProps } from "react";
import { cn } from "./class-names";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={cn(fieldClass, "h-10 px-3", className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea {...rest} className={cn(fieldClass, "min-h-24 px-3 py-2.5", className)} />;
}

/** Chooses files: the browser's own control, with our button in it. */
export function FileInput({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  return (
    <input
      {...rest}
      type="file"
      className={cn(
        "w-full min-w-0 rounded-lg text-note text-secondary",
        "file:mr-3 file:h-9 file:rounded-lg file:border file:border-line-strong file:bg-surface file:px-3 file:text-note file:font-medium file:text-foreground hover:file:bg-muted",
        className,
      )}
    />
  );
}

// 16 px on phones: below it iOS zooms the page when a field gets the focus.
export const fieldClass = cn(
  "w-full min-w-0 rounded-lg border border-line-strong bg-surface text-base text-foreground shadow-low sm:text-sm",
  "placeholder:text-faint transition-[border-color,box-shadow] duration-100",
  "hover:border-faint/60 focus-visible:border-accent focus-visible:outline-none focus-visible:ring-3 focus-visible:ring-accent/20",
  "aria-invalid:border-danger aria-invalid:ring-danger/15 disabled:opacity-60",
);
