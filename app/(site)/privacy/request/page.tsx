import type { Metadata } from "next";
import Link from "next/link";
import { OutsideForm } from "@/components/privacy/outside-form";
import { readRightsWords } from "@/components/site/read-rights-words";
import { fill } from "@/components/site/words/fill";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { findSignedIn } from "@/lib/api/session";
import { env } from "@/lib/core/env";
import { canSendEmail } from "@/lib/email";

export const metadata: Metadata = { title: "Ask about your data" };

/** Every right that somebody has without an account, or without signing in. */
export default async function RequestPage() {
  const { language, words } = await readRightsWords();
  const signedIn = (await findSignedIn()) !== null;
  return (
    <div lang={language} className="mx-auto w-full max-w-2xl px-4 py-14 sm:px-6">
      <PageHeader title={words.ask.title} description={words.ask.lead} />
      {signedIn && (
        <Notice className="mb-5">
          {words.ask.signedIn}{" "}
          <Link href="/privacy" className="underline underline-offset-4">
            {words.ask.centre}
          </Link>
          .
        </Notice>
      )}
      {canSendEmail() ? (
        <OutsideForm language={language} words={words} />
      ) : (
        <Notice tone="warning">{fill(words.ask.unavailable, { contact: env().contactEmail })}</Notice>
      )}
      <p className="mt-5 text-sm">
        <Link href="/privacy/report-child" className="underline underline-offset-4">
          {words.ask.child}
        </Link>
      </p>
    </div>
  );
}
