import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/accounts/sign-in-form";
import { withNext } from "@/components/accounts/with-next";
import { readEntryWords } from "@/components/site/read-entry-words";
import { Notice } from "@/components/ui/notice";
import { safePath } from "@/lib/api/safe-path";
import { findSignedIn } from "@/lib/api/session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readEntryWords()).signIn.title };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const { next } = await searchParams;
  const target = safePath([next].flat()[0]);
  if (await findSignedIn()) redirect(target);
  const words = await readEntryWords();
  return (
    <div className="w-full max-w-sm">
      <h1 className="text-2xl font-semibold tracking-tight">{words.signIn.title}</h1>
      <p className="mt-1.5 mb-7 text-sm text-secondary">
        {words.signIn.newHere}{" "}
        <Link
          href={withNext("/sign-up", target)}
          className="font-medium text-accent-text underline-offset-4 hover:underline"
        >
          {words.signIn.create}
        </Link>
      </p>
      {target.startsWith("/join/") && (
        <div className="mb-6">
          <Notice>{words.signIn.invited}</Notice>
        </div>
      )}
      <SignInForm next={target} words={words} />
    </div>
  );
}
