import Link from "next/link";
import { english, type SiteWords } from "@/components/site/words/english";

/** The choices that stand at the foot of every page, and whether an opt-out signal was honoured. */
export function FooterChoices({
  signal,
  words = english.choices,
}: {
  signal: boolean;
  words?: SiteWords["choices"];
}) {
  const links = [
    { href: "/cookie-settings", name: words.cookies },
    { href: "/your-choices#sale", name: words.sale },
    { href: "/your-choices#limit", name: words.limit },
  ];
  return (
    <nav
      aria-label={words.name}
      className="flex flex-wrap items-center gap-x-5 gap-y-1.5 text-note text-faint"
    >
      {links.map(({ href, name }) => (
        <Link key={href} href={href} prefetch={false} className="hover:text-foreground">
          {name}
        </Link>
      ))}
      {signal && <span data-signal>{words.signal}</span>}
    </nav>
  );
}
