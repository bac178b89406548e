import Link from "next/link";
import { LanguageChoice } from "./language-choice";
import { readLanguage } from "./read-language";
import { languages } from "./words/languages";
import { Logo } from "@/components/shell/logo";
import { FooterChoices } from "@/components/visitors/footer-choices";
import { cn } from "@/components/ui/class-names";

/** The foot of the public pages; leads a person who is signed in back into the portal instead of to the sign-in. */
export async function SiteFooter({
  signedIn,
  signal = false,
  wide = false,
}: {
  signedIn: boolean;
  signal?: boolean;
  wide?: boolean;
}) {
  const language = await readLanguage();
  const { shell: words, choices } = languages[language];
  const links = [
    { href: "/pricing", name: words.pricing },
    { href: "/docs", name: words.docs },
    { href: "/api/v1/openapi.json", name: "OpenAPI" },
    { href: "/status", name: words.status },
    { href: "/legal/privacy", name: words.privacy },
    { href: "/legal/terms", name: words.terms },
    { href: "/legal/cookies", name: words.cookies },
    { href: "/privacy/request", name: words.askAboutData },
    { href: "/processors", name: words.processors },
    { href: "/privacy/proof", name: words.proof },
    signedIn ? { href: "/overview", name: words.portal } : { href: "/sign-in", name: words.signIn },
  ];
  return (
    <footer lang={language} className="mt-auto border-t border-line shown-whole">
      <div
        className={cn(
          "mx-auto flex w-full flex-wrap items-center justify-between gap-x-8 gap-y-4 px-4 py-9 text-sm sm:px-6",
          wide ? "max-w-7xl" : "max-w-6xl",
        )}
      >
        <Logo className="text-secondary" />
        <nav aria-label={words.foot} className="flex flex-wrap gap-x-6 gap-y-2">
          {links.map(({ href, name }) => (
            <Link key={href} href={href} prefetch={false} className="text-secondary hover:text-foreground">
              {name}
            </Link>
          ))}
        </nav>
        <FooterChoices signal={signal} words={choices} />
        <LanguageChoice current={language} label={words.chooseLanguage} />
      </div>
      <i hidden data-whole />
    </footer>
  );
}
