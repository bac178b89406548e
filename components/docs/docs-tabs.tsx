"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import { useOpenTab } from "@/components/ui/use-open-tab";
import type { DocsWords } from "@/components/site/words/docs-words";
import { useDocsWords } from "./docs-language";

const places: { href: string; name: keyof DocsWords["tabs"] }[] = [
  { href: "/docs", name: "start" },
  { href: "/docs/reference", name: "reference" },
  { href: "/docs/errors", name: "errors" },
  { href: "/docs/changelog", name: "changelog" },
  { href: "/docs/gallery", name: "gallery" },
  { href: "/docs/performance", name: "performance" },
  { href: "/docs/operations", name: "operations" },
];

/** The pages of the docs, under the head of each of them; on a phone it scrolls sideways to the one that is read. */
export function DocsTabs() {
  const { language, words } = useDocsWords();
  const path = usePathname();
  const bar = useOpenTab(path);
  return (
    <nav
      ref={bar}
      lang={language}
      aria-label={words.docs}
      className="overflow-x-auto border-b border-line bg-surface"
    >
      <ul className="mx-auto flex w-full max-w-7xl gap-1 px-2 sm:px-4">
        {places.map(({ href, name }) => {
          const here = href === "/docs" ? path === href : path.startsWith(href);
          return (
            <li key={href} className="shrink-0">
              <Link
                href={href}
                aria-current={here ? "page" : undefined}
                className={cn(
                  "-mb-px block border-b-2 px-2.5 py-2.5 text-note font-medium",
                  here
                    ? "border-accent text-foreground"
                    : "border-transparent text-secondary hover:text-foreground",
                )}
              >
                {words.tabs[name]}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
