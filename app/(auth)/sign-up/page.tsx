import { Check } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AgeRefused } from "@/components/accounts/age-refused";
import { SignUpSteps } from "@/components/accounts/sign-up-steps";
import { withNext } from "@/components/accounts/with-next";
import { readEntryWords } from "@/components/site/read-entry-words";
import { fill } from "@/components/site/words/fill";
import { readLanguage } from "@/components/site/read-language";
import { MIN_PASSWORD_LENGTH } from "@/lib/accounts/schema";
import { wasRefused } from "@/lib/api/age-mark";
import { safePath } from "@/lib/api/safe-path";
import { findSignedIn } from "@/lib/api/session";
import { listCountries } from "@/lib/core/countries";
import { WELCOME_CREDITS } from "@/lib/credits";
import { getCurrentPolicy } from "@/lib/policies";
import { requiredDocuments } from "@/lib/policies/schema";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readEntryWords()).signUp.metaTitle };
}

export default async function SignUpPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = safePath([(await searchParams).next].flat()[0]);
  if (await findSignedIn()) redirect(next);
  const words = await readEntryWords();
  if (await wasRefused()) return <AgeRefused words={words.age} />;
  const policies = await Promise.all(requiredDocuments.map((document) => getCurrentPolicy(document)));
  const gains = [
    fill(words.signUp.credits, { count: WELCOME_CREDITS }),
    words.signUp.testKeys,
    words.signUp.report,
  ];
  return (
    <div className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">{words.signUp.title}</h1>
      <p className="mt-1.5 text-sm text-secondary">
        {words.signUp.already}{" "}
        <Link
          href={withNext("/sign-in", next)}
          className="font-medium text-accent-text underline-offset-4 hover:underline"
        >
          {words.signIn.title}
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
        words={words}
        next={next}
        shortest={MIN_PASSWORD_LENGTH}
        countries={listCountries(await readLanguage())}
        shown={policies.map(({ document, version, sha256 }) => ({ document, version, sha256 }))}
      />
    </div>
  );
}
