import type { ReactNode } from "react";
import { DeskNav } from "@/components/admin/desk-nav";

export default function PrivacyDeskLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <DeskNav />
      {children}
    </>
  );
}
