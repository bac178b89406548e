import { Check } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AgeRefused } from "@/components/accounts/age-refused";
import { SignUpSteps } from "@/components/accounts/sign-up-steps";
import { wasRefused } from "@/lib/api/age-mark";
import { findSignedIn } from "@/lib/api/session";
import { listCountries } from "@/lib/core/countries";
import { WELCOME_CREDITS } from "@/lib/credits";
import { getCurrentPolicy } from "@/lib/policies";
import { requiredDocuments } from "@/lib/policies/schema";

export const metadata: Metadata = { title: "Create an account" };

export default async function SignUpPage() {
  if (await findSignedIn()) redirect("/overview");
  if (await wasRefused()) return <AgeRefused />;
  const policies = await Promise.all(requiredDocuments.map((document) => getCurrentPolicy(document)));
  const gains = [
    `${WELCOME_CREDITS} credits to start with, enough for 25 drafts`,
    "Test keys that are free for as long as you like",
    "A measured print report with every model",
  ];
  return (
    <div className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">Create your account</h1>
      <p className="mt-1.5 text-sm text-secondary">
        Already have one?{" "}
        <Link href="/sign-in" className="font-medium text-accent-text underline-offset-4 hover:underline">
          Sign in
        </Link>
      </p>
      <ul className="mt-5 mb-7 grid gap-1.5 text-sm text-secondary">
        {gains.map((gain) => (
          <li key={gain} className="flex gap-2">
            <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success" /> {gain}
          </li>
        ))}
      </ul>
      <SignUpSteps
        countries={listCountries()}
        shown={policies.map(({ document, version, sha256 }) => ({ document, version, sha256 }))}
      />
    </div>
  );
}
