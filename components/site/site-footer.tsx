import Link from "next/link";
import { Logo } from "@/components/shell/logo";

const links = [
  { href: "/pricing", name: "Pricing" },
  { href: "/docs", name: "Docs" },
  { href: "/api/v1/openapi.json", name: "OpenAPI" },
  { href: "/api/v1/health", name: "Health" },
  { href: "/sign-in", name: "Sign in" },
];

export function SiteFooter() {
  return (
    <footer className="mt-auto border-t border-line">
      <div className="mx-auto flex w-full max-w-6xl flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-9 text-sm sm:px-6">
        <Logo className="text-secondary" />
        <nav aria-label="Foot" className="flex flex-wrap gap-x-6 gap-y-2">
          {links.map(({ href, name }) => (
            <Link key={href} href={href} prefetch={false} className="text-secondary hover:text-foreground">
              {name}
            </Link>
          ))}
        </nav>
      </div>
    </footer>
  );
}
