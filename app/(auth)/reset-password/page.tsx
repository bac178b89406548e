import type { Metadata } from "next";
import { ResetForm } from "@/components/accounts/reset-form";
import { readEntryWords } from "@/components/site/read-entry-words";
import { MIN_PASSWORD_LENGTH } from "@/lib/accounts/schema";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readEntryWords()).reset.metaTitle, referrer: "no-referrer" };
}

export default async function ResetPasswordPage() {
  const words = await readEntryWords();
  return (
    <div className="w-full max-w-sm">
      <h1 className="mb-7 text-2xl font-semibold tracking-tight">{words.reset.title}</h1>
      <ResetForm shortest={MIN_PASSWORD_LENGTH} words={words} />
    </div>
  );
}
