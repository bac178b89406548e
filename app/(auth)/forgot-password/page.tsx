import type { Metadata } from "next";
import Link from "next/link";
import { RequestResetForm } from "@/components/accounts/request-reset-form";
import { Notice } from "@/components/ui/notice";
import { canSendEmail } from "@/lib/email";

export const metadata: Metadata = { title: "Forgotten password" };
/** Whether mails go out is a setting of the running portal, not of its build. */
export const dynamic = "force-dynamic";

export default function ForgotPasswordPage() {
  return (
    <div className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">Set a new password</h1>
      <p className="mt-1.5 mb-7 text-sm text-secondary">
        Remembered it?{" "}
        <Link href="/sign-in" className="font-medium text-accent-text underline-offset-4 hover:underline">
          Sign in
        </Link>
      </p>
      {canSendEmail() ? (
        <RequestResetForm />
      ) : (
        <Notice>
          This portal sends no mail. Ask whoever runs it for a new password; they have a command for it:{" "}
          <code className="font-mono text-note">npm run portal -- users password</code>
        </Notice>
      )}
    </div>
  );
}
