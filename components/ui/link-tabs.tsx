"use client";
import Link from "next/link";
import { cn } from "./class-names";
import { useOpenTab } from "./use-open-tab";

export interface LinkTab {
  href: string;
  name: string;
  current: boolean;
}

const looks = {
  bar: {
    bar: "rounded-lg bg-muted p-0.5",
    tab: "rounded-md px-3",
    current: "bg-chosen text-foreground shadow-low",
  },
  pills: {
    bar: "pb-1",
    tab: "rounded-full px-3.5 hover:bg-muted",
    current: "bg-foreground text-background hover:bg-foreground hover:text-background",
  },
};

/** Views of one place, each with an address of its own. Where they do not fit, the bar scrolls to the one that is open. */
export function LinkTabs({
  tabs,
  label,
  look = "bar",
  className,
}: {
  tabs: readonly LinkTab[];
  label: string;
  look?: keyof typeof looks;
  className?: string;
}) {
  const bar = useOpenTab(tabs.find(({ current }) => current)?.href);
  return (
    <nav
      ref={bar}
      aria-label={label}
      className={cn("max-w-full overflow-x-auto", looks[look].bar, className)}
    >
      <ul className="flex gap-0.5">
        {tabs.map(({ href, name, current }) => (
          <li key={href}>
            <Link
              href={href}
              scroll={false}
              aria-current={current ? "page" : undefined}
              className={cn(
                "inline-flex h-8 items-center text-note font-medium whitespace-nowrap text-secondary transition-colors -outline-offset-2 hover:text-foreground pointer-coarse:h-10",
                looks[look].tab,
                current && looks[look].current,
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
