"use client";
import Link from "next/link";
import { cn } from "./class-names";
import { useOpenTab } from "./use-open-tab";

export interface LinkTab {
  href: string;
  name: string;
  current: boolean;
}

/** Views of one place, each with an address of its own. Where they do not fit, the bar scrolls to the one that is open. */
export function LinkTabs({
  tabs,
  label,
  className,
}: {
  tabs: readonly LinkTab[];
  label: string;
  className?: string;
}) {
  const bar = useOpenTab(tabs.find(({ current }) => current)?.href);
  return (
    <nav
      ref={bar}
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
