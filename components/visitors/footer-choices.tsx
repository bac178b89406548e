import Link from "next/link";

const links = [
  { href: "/cookie-settings", name: "Cookie settings" },
  { href: "/your-choices#sale", name: "Do not sell or share my data" },
  { href: "/your-choices#limit", name: "Limit the use of my data" },
];

/** The choices that stand at the foot of every page, and whether an opt-out signal was honoured. */
export function FooterChoices({ signal }: { signal: boolean }) {
  return (
    <nav
      aria-label="Your choices"
      className="flex flex-wrap items-center gap-x-5 gap-y-1.5 text-note text-faint"
    >
      {links.map(({ href, name }) => (
        <Link key={href} href={href} prefetch={false} className="hover:text-foreground">
          {name}
        </Link>
      ))}
      {signal && <span data-signal>Opt-out signal honoured</span>}
    </nav>
  );
}
