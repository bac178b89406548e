import type { Metadata } from "next";
import { OutsideStatusCard } from "@/components/privacy/outside-status-card";
import { readRightsWords } from "@/components/site/read-rights-words";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Your request", robots: { index: false } };

export default async function StatusPage() {
  const { language, words } = await readRightsWords();
  return (
    <div lang={language} className="mx-auto w-full max-w-2xl px-4 py-14 sm:px-6">
      <PageHeader title={words.status.title} description={words.status.lead} />
      <OutsideStatusCard language={language} words={words} />
    </div>
  );
}
