import type { ReactNode } from "react";
import { SiteFooter } from "@/components/site/site-footer";
import { SiteHeader } from "@/components/site/site-header";
import { findSignedIn } from "@/lib/api/session";

export default async function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader signedIn={(await findSignedIn()) !== null} />
      <main className="flex-1">{children}</main>
      <SiteFooter />
    </div>
  );
}
