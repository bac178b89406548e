import type { Metadata } from "next";
import { ConfirmSignUpForm } from "@/components/accounts/confirm-sign-up-form";

export const metadata: Metadata = { title: "Confirm your address", referrer: "no-referrer" };

export default function ConfirmSignUpPage() {
  return (
    <div className="w-full max-w-sm">
      <h1 className="mb-7 text-2xl font-semibold tracking-tight">Confirm your address</h1>
      <ConfirmSignUpForm />
    </div>
  );
}
