import Link from "next/link";
import { Logo } from "@/components/shell/logo";
import { FooterChoices } from "@/components/visitors/footer-choices";
import { cn } from "@/components/ui/class-names";

const links = [
  { href: "/pricing", name: "Pricing" },
  { href: "/docs", name: "Docs" },
  { href: "/api/v1/openapi.json", name: "OpenAPI" },
  { href: "/status", name: "Status" },
  { href: "/legal/privacy", name: "Privacy" },
  { href: "/legal/terms", name: "Terms" },
  { href: "/legal/cookies", name: "Cookies" },
];

/** The foot of the public pages; leads a person who is signed in back into the portal instead of to the sign-in. */
export function SiteFooter({
  signedIn,
  signal = false,
  wide = false,
}: {
  signedIn: boolean;
  signal?: boolean;
  wide?: boolean;
}) {
  const door = signedIn ? { href: "/overview", name: "Portal" } : { href: "/sign-in", name: "Sign in" };
  return (
    <footer className="mt-auto border-t border-line">
      <div
        className={cn(
          "mx-auto flex w-full flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-9 text-sm sm:px-6",
          wide ? "max-w-7xl" : "max-w-6xl",
        )}
      >
        <Logo className="text-secondary" />
        <nav aria-label="Foot" className="flex flex-wrap gap-x-6 gap-y-2">
          {[...links, door].map(({ href, name }) => (
            <Link key={href} href={href} prefetch={false} className="text-secondary hover:text-foreground">
              {name}
            </Link>
          ))}
        </nav>
        <FooterChoices signal={signal} />
      </div>
    </footer>
  );
}
