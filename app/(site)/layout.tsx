import type { ReactNode } from "react";
import { SiteFooter } from "@/components/site/site-footer";
import { SiteHeader } from "@/components/site/site-header";
import { findSignedIn } from "@/lib/api/session";

export default async function SiteLayout({ children }: { children: ReactNode }) {
  const signedIn = (await findSignedIn()) !== null;
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader signedIn={signedIn} />
      <main className="flex-1">{children}</main>
      <SiteFooter signedIn={signedIn} />
    </div>
  );
}
