import Link from "next/link";
import type { ReactNode } from "react";
import { readTheme } from "@/components/shell/read-theme";
import { Logo } from "@/components/shell/logo";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { CookieConsent } from "@/components/visitors/cookie-consent";
import { FooterChoices } from "@/components/visitors/footer-choices";
import { readCookieState } from "@/lib/api/cookie-state";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const cookies = await readCookieState();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-16 items-center justify-between px-5 sm:px-8">
        <Link href="/" aria-label="PrintPal, start page" className="rounded-lg">
          <Logo />
        </Link>
        <ThemeToggle initial={await readTheme()} />
      </header>
      <main className="flex flex-1 flex-col items-center px-5 pt-[8vh] pb-16">{children}</main>
      <footer className="px-5 pb-6 sm:px-8">
        <FooterChoices signal={cookies.signal} />
      </footer>
      <CookieConsent state={cookies} />
    </div>
  );
}
