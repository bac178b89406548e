import type { Metadata } from "next";
import { ResetForm } from "@/components/accounts/reset-form";

export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

export default function ResetPasswordPage() {
  return (
    <div className="w-full max-w-sm">
      <h1 className="mb-7 text-2xl font-semibold tracking-tight">Choose a new password</h1>
      <ResetForm />
    </div>
  );
}
