import Link from "next/link";
import type { ReactNode } from "react";
import { SuspensionNotice } from "@/components/accounts/suspension-notice";
import { CommandCenter } from "@/components/commands/command-center";
import { BalanceMeter } from "@/components/shell/balance-meter";
import { Logo } from "@/components/shell/logo";
import { MobileNav } from "@/components/shell/mobile-nav";
import { NavList } from "@/components/shell/nav-list";
import { OfflineBanner } from "@/components/shell/offline-banner";
import { QueryProvider } from "@/components/shell/query-provider";
import { PolicyNews } from "@/components/policies/policy-news";
import { readTheme } from "@/components/shell/read-theme";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { UserMenu } from "@/components/shell/user-menu";
import { CookieConsent } from "@/components/visitors/cookie-consent";
import { FooterChoices } from "@/components/visitors/footer-choices";
import { readCookieState } from "@/lib/api/cookie-state";
import { mayDevelop, seesContent } from "@/lib/accounts";
import { findSignedIn } from "@/lib/api/session";
import { getBalance } from "@/lib/credits";
import { getCurrentPolicy, listPolicyNotices, listUnaccepted } from "@/lib/policies";
import { requiredDocuments } from "@/lib/policies/schema";

/** The frame around the portal. Each page asks for the session itself; here it only fills the frame. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const signedIn = await findSignedIn();
  if (!signedIn) return children;
  const { user, organization, ctx } = signedIn;
  const may = { seesContent: seesContent(ctx), makesKeys: mayDevelop(ctx) };
  const [credits, theme, cookies, notices, unaccepted, policies] = await Promise.all([
    getBalance(ctx),
    readTheme(),
    readCookieState(),
    listPolicyNotices(),
    listUnaccepted(ctx),
    Promise.all(requiredDocuments.map((document) => getCurrentPolicy(document))),
  ]);
  const shown = policies.map(({ document, version, sha256 }) => ({ document, version, sha256 }));
  return (
    <QueryProvider>
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 text-accent-foreground focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to the content
      </a>
      <div className="lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <aside className="sticky top-0 hidden h-dvh flex-col border-r border-line px-3 py-4 lg:flex">
          <Link href="/overview" aria-label="PrintPal, overview" className="mb-5 rounded-lg px-2">
            <Logo />
          </Link>
          <NavList seesContent={may.seesContent} />
          <div className="mt-auto grid gap-2">
            <BalanceMeter credits={credits} />
          </div>
        </aside>
        <div className="flex min-h-dvh min-w-0 flex-col">
          <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b border-line bg-background/85 px-4 backdrop-blur sm:px-6 lg:px-8">
            <MobileNav seesContent={may.seesContent}>
              <BalanceMeter credits={credits} />
            </MobileNav>
            <p dir="auto" className="min-w-0 truncate text-sm font-medium">
              {organization.name}
            </p>
            <div className="ml-auto flex items-center gap-1.5">
              <CommandCenter may={may} />
              <ThemeToggle initial={theme} />
              <UserMenu
                name={user.name}
                email={user.email}
                organization={organization.name}
                staff={user.staffRole !== null}
              />
            </div>
          </header>
          <main
            id="content"
            tabIndex={-1}
            className="mx-auto w-full max-w-6xl flex-1 px-4 py-7 outline-none sm:px-6 lg:px-8"
          >
            <OfflineBanner />
            {organization.suspendedAt && (
              <SuspensionNotice
                reason={organization.suspensionReason}
                reviewAskedAt={organization.reviewAskedAt}
                mayAsk={ctx.actor.kind === "user" && ["owner", "admin"].includes(ctx.actor.role)}
              />
            )}
            <PolicyNews notices={notices} unaccepted={unaccepted} all={shown} />
            {children}
          </main>
          <footer className="mx-auto w-full max-w-6xl px-4 pb-7 shown-whole sm:px-6 lg:px-8">
            <FooterChoices signal={cookies.signal} />
            <i hidden data-whole />
          </footer>
        </div>
      </div>
      <CookieConsent state={cookies} />
    </QueryProvider>
  );
}
