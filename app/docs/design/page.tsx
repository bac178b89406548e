import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DesignPage } from "@/components/design/design-page";
import { env } from "@/lib/core/env";

export const metadata: Metadata = { title: "Design", robots: { index: false } };

/** For those who work on the portal: on while developing, and where DESIGN_PAGE says so. */
export default function DesignDocsPage() {
  if (!env().designPage) notFound();
  return <DesignPage />;
}
