import type { ReactNode } from "react";
import { readWords } from "@/components/site/read-language";
import { SiteFooter } from "@/components/site/site-footer";
import { SiteHeader } from "@/components/site/site-header";
import { CookieConsent } from "@/components/visitors/cookie-consent";
import { readCookieState } from "@/lib/api/cookie-state";
import { findSignedIn } from "@/lib/api/session";

export default async function SiteLayout({ children }: { children: ReactNode }) {
  const signedIn = (await findSignedIn()) !== null;
  const cookies = await readCookieState();
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader signedIn={signedIn} />
      <main className="flex-1">{children}</main>
      <SiteFooter signedIn={signedIn} signal={cookies.signal} />
      <CookieConsent state={cookies} words={(await readWords()).consent} />
    </div>
  );
}
