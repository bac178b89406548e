import Link from "next/link";
import type { ReactNode } from "react";
import { AdminNav } from "@/components/admin/admin-nav";
import { Logo } from "@/components/shell/logo";
import { readTheme } from "@/components/shell/read-theme";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { Badge } from "@/components/ui/badge";
import { LinkButton } from "@/components/ui/button";
import { findStaff } from "@/lib/api/staff/session";

/** The frame of the staff area. Each page asks for the role itself; whoever has none gets no frame either. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const staff = await findStaff();
  if (staff?.actor.kind !== "staff") return children;
  return (
    <div className="min-h-dvh">
      <header className="sticky top-0 z-30 border-b border-line bg-background/85 backdrop-blur">
        <div className="mx-auto flex h-14 max-w-6xl items-center gap-3 px-4 sm:px-6">
          <Link href="/admin" aria-label="PrintPal, staff area" className="rounded-lg">
            <Logo />
          </Link>
          <Badge tone="warning">Staff, {staff.actor.role}</Badge>
          <div className="ml-auto flex items-center gap-1.5">
            <ThemeToggle initial={await readTheme()} />
            <LinkButton href="/overview" size="small">
              Portal
            </LinkButton>
          </div>
        </div>
        <div className="mx-auto max-w-6xl px-4 pb-2 sm:px-6">
          <AdminNav />
        </div>
      </header>
      <main className="mx-auto w-full max-w-6xl px-4 py-7 sm:px-6">{children}</main>
    </div>
  );
}
