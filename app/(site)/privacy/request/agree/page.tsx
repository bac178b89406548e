import type { Metadata } from "next";
import { AgentQuestion } from "@/components/privacy/agent-question";
import { readRightsWords } from "@/components/site/read-rights-words";
import { PageHeader } from "@/components/ui/page-header";

export const metadata: Metadata = { title: "Does somebody ask for you?", robots: { index: false } };

export default async function AgreePage() {
  const { language, words } = await readRightsWords();
  return (
    <div lang={language} className="mx-auto w-full max-w-2xl px-4 py-14 sm:px-6">
      <PageHeader title={words.agree.title} description={words.agree.lead} />
      <AgentQuestion words={words} />
    </div>
  );
}
