import type { Metadata } from "next";
import Link from "next/link";
import { RequestResetForm } from "@/components/accounts/request-reset-form";
import { readEntryWords } from "@/components/site/read-entry-words";
import { Notice } from "@/components/ui/notice";
import { canSendEmail } from "@/lib/email";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readEntryWords()).forgot.metaTitle };
}
/** Whether mails go out is a setting of the running portal, not of its build. */
export const dynamic = "force-dynamic";

export default async function ForgotPasswordPage() {
  const { forgot, signIn, email } = await readEntryWords();
  return (
    <div className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">{forgot.title}</h1>
      <p className="mt-1.5 mb-7 text-sm text-secondary">
        {forgot.remembered}{" "}
        <Link href="/sign-in" className="font-medium text-accent-text underline-offset-4 hover:underline">
          {signIn.title}
        </Link>
      </p>
      {canSendEmail() ? (
        <RequestResetForm words={forgot} email={email} />
      ) : (
        <Notice>
          {forgot.noMail} <code className="font-mono text-note">npm run portal -- users password</code>
        </Notice>
      )}
    </div>
  );
}
