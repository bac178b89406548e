import Link from "next/link";
import { Logo } from "@/components/shell/logo";
import { readTheme } from "@/components/shell/read-theme";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { LinkButton } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { readLanguage } from "./read-language";
import { languages } from "./words/languages";

/** The head of the public pages; `signedIn` offers the way back into the portal, `wide` fits the docs. */
export async function SiteHeader({ signedIn, wide = false }: { signedIn: boolean; wide?: boolean }) {
  const language = await readLanguage();
  const words = languages[language].shell;
  return (
    <header lang={language} className="sticky top-0 z-30 border-b border-line bg-background/85 backdrop-blur">
      <div
        className={cn(
          "mx-auto flex h-16 w-full items-center gap-1 px-4 sm:gap-2 sm:px-6",
          wide ? "max-w-7xl" : "max-w-6xl",
        )}
      >
        <Link href="/" aria-label={words.home} className="mr-auto rounded-lg sm:mr-6">
          <Logo className="max-[380px]:[&]:gap-2" />
        </Link>
        <nav aria-label={words.site} className="mr-auto hidden gap-1 sm:flex">
          <SiteLink href="/pricing">{words.pricing}</SiteLink>
          <SiteLink href="/docs">{words.docs}</SiteLink>
        </nav>
        <ThemeToggle initial={await readTheme()} />
        {signedIn ? (
          <LinkButton href="/overview" look="primary">
            {words.openPortal}
          </LinkButton>
        ) : (
          <>
            <LinkButton href="/sign-in" look="ghost" className="max-[400px]:px-2">
              {words.signIn}
            </LinkButton>
            <LinkButton href="/sign-up" look="primary" className="max-sm:hidden">
              {words.startFree}
            </LinkButton>
          </>
        )}
      </div>
    </header>
  );
}

function SiteLink({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      className="rounded-lg px-3 py-1.5 text-sm font-medium text-secondary transition-colors hover:bg-muted hover:text-foreground"
    >
      {children}
    </Link>
  );
}
