import type { ReactNode } from "react";
import { DocsSearchBox } from "@/components/docs/docs-search-box";
import { DocsTabs } from "@/components/docs/docs-tabs";
import { EnglishNote } from "@/components/docs/english-note";
import { DocsLanguage } from "@/components/docs/docs-language";
import { readLanguage, readWords } from "@/components/site/read-language";
import { SiteFooter } from "@/components/site/site-footer";
import { SiteHeader } from "@/components/site/site-header";
import { CookieConsent } from "@/components/visitors/cookie-consent";
import { readCookieState } from "@/lib/api/cookie-state";
import { findSignedIn } from "@/lib/api/session";

export default async function DocsLayout({ children }: { children: ReactNode }) {
  const signedIn = (await findSignedIn()) !== null;
  const cookies = await readCookieState();
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader signedIn={signedIn} wide />
      <DocsLanguage language={await readLanguage()}>
        <DocsTabs />
        <DocsSearchBox />
        <main lang="en" className="flex-1">
          <EnglishNote />
          {children}
        </main>
      </DocsLanguage>
      <SiteFooter signedIn={signedIn} signal={cookies.signal} wide />
      <CookieConsent state={cookies} words={(await readWords()).consent} />
    </div>
  );
}
