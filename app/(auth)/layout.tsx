import Link from "next/link";
import type { ReactNode } from "react";
import { readTheme } from "@/components/shell/read-theme";
import { Logo } from "@/components/shell/logo";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { readEntryWords } from "@/components/site/read-entry-words";
import { LanguageChoice } from "@/components/site/language-choice";
import { readLanguage } from "@/components/site/read-language";
import { languages } from "@/components/site/words/languages";
import { CookieConsent } from "@/components/visitors/cookie-consent";
import { FooterChoices } from "@/components/visitors/footer-choices";
import { readCookieState } from "@/lib/api/cookie-state";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const [cookies, language, entry] = await Promise.all([readCookieState(), readLanguage(), readEntryWords()]);
  const { choices, consent, shell } = languages[language];
  return (
    <div lang={language} className="flex min-h-dvh flex-col">
      <header className="flex h-16 items-center justify-between px-5 sm:px-8">
        <Link href="/" aria-label={entry.home} className="rounded-lg">
          <Logo />
        </Link>
        <ThemeToggle initial={await readTheme()} />
      </header>
      <main className="flex flex-1 flex-col items-center px-5 pt-[8vh] pb-16">{children}</main>
      <footer className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 px-5 pb-6 shown-whole sm:px-8">
        <FooterChoices signal={cookies.signal} words={choices} />
        <LanguageChoice current={language} label={shell.chooseLanguage} />
        <i hidden data-whole />
      </footer>
      <CookieConsent state={cookies} words={consent} />
    </div>
  );
}
