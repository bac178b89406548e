import type { Metadata } from "next";
import { ChildForm } from "@/components/privacy/child-form";
import { readRightsWords } from "@/components/site/read-rights-words";
import { fill } from "@/components/site/words/fill";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { env } from "@/lib/core/env";
import { canSendEmail } from "@/lib/email";

export const metadata: Metadata = { title: "Report a child's account" };

export default async function ReportChildPage() {
  const { language, words } = await readRightsWords();
  return (
    <div lang={language} className="mx-auto w-full max-w-2xl px-4 py-14 sm:px-6">
      <PageHeader title={words.child.title} description={words.child.lead} />
      {canSendEmail() ? (
        <ChildForm language={language} words={words} />
      ) : (
        <Notice tone="warning">{fill(words.ask.unavailable, { contact: env().contactEmail })}</Notice>
      )}
    </div>
  );
}
