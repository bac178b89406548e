import type { Metadata } from "next";
import { ConfirmSignUpForm } from "@/components/accounts/confirm-sign-up-form";
import { readEntryWords } from "@/components/site/read-entry-words";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readEntryWords()).confirm.title, referrer: "no-referrer" };
}

export default async function ConfirmSignUpPage() {
  const { confirm, signIn } = await readEntryWords();
  return (
    <div className="w-full max-w-sm">
      <h1 className="mb-7 text-2xl font-semibold tracking-tight">{confirm.title}</h1>
      <ConfirmSignUpForm words={confirm} signIn={signIn.title} />
    </div>
  );
}
