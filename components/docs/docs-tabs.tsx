"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import { useOpenTab } from "@/components/ui/use-open-tab";

const tabs = [
  { href: "/docs", name: "Quick start" },
  { href: "/docs/reference", name: "API reference" },
  { href: "/docs/errors", name: "Error codes" },
  { href: "/docs/changelog", name: "Changelog" },
  { href: "/docs/gallery", name: "Gallery" },
  { href: "/docs/performance", name: "Performance" },
  { href: "/docs/operations", name: "Operations" },
];

/** The pages of the docs, under the head of each of them; on a phone it scrolls sideways to the one that is read. */
export function DocsTabs() {
  const path = usePathname();
  const bar = useOpenTab(path);
  return (
    <nav ref={bar} aria-label="Docs" className="overflow-x-auto border-b border-line bg-surface">
      <ul className="mx-auto flex w-full max-w-7xl gap-1 px-2 sm:px-4">
        {tabs.map(({ href, name }) => {
          const here = href === "/docs" ? path === href : path.startsWith(href);
          return (
            <li key={href} className="shrink-0">
              <Link
                href={href}
                aria-current={here ? "page" : undefined}
                className={cn(
                  "-mb-px block border-b-2 px-2.5 py-2.5 text-[13px] font-medium",
                  here
                    ? "border-accent text-foreground"
                    : "border-transparent text-secondary hover:text-foreground",
                )}
              >
                {name}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
