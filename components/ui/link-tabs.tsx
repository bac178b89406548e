import Link from "next/link";
import type { Ref } from "react";
import { cn } from "./class-names";

export interface LinkTab {
  href: string;
  name: string;
  current: boolean;
}

/** Views of one place, each with an address of its own. */
export function LinkTabs({
  tabs,
  label,
  className,
  ref,
}: {
  tabs: readonly LinkTab[];
  label: string;
  className?: string;
  ref?: Ref<HTMLElement>;
}) {
  return (
    <nav
      ref={ref}
      aria-label={label}
      className={cn("max-w-full overflow-x-auto rounded-lg bg-muted p-0.5", className)}
    >
      <ul className="flex gap-0.5">
        {tabs.map(({ href, name, current }) => (
          <li key={href}>
            <Link
              href={href}
              scroll={false}
              aria-current={current ? "page" : undefined}
              className={cn(
                "inline-flex h-8 items-center rounded-md px-3 text-note font-medium whitespace-nowrap text-secondary transition-colors -outline-offset-2 hover:text-foreground pointer-coarse:h-10",
                current && "bg-chosen text-foreground shadow-low",
              )}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
