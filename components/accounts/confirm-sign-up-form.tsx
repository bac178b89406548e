"use client";
import Link from "next/link";
import { useState } from "react";
import { confirmSignUpAction } from "@/app/(auth)/sign-up/actions";
import type { EntryWords } from "@/components/site/words/entry-english";
import { fill } from "@/components/site/words/fill";
import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useForm } from "@/components/ui/use-form";

/** A press, not the visit, makes the account: what looks through mails opens their links. */
export function ConfirmSignUpForm({ words, signIn }: { words: EntryWords["confirm"]; signIn: string }) {
  const [email, setEmail] = useState<string | null>(null);
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).ConfirmSignUp,
    read: () => ({ token: window.location.hash.slice(1) }),
    send: confirmSignUpAction,
    onDone: (made) => {
      window.history.replaceState(null, "", window.location.pathname);
      setEmail(made.email);
    },
  });
  if (email)
    return (
      <div className="grid gap-5">
        <Notice tone="success">{fill(words.ready, { email })}</Notice>
        <Link href="/sign-in" className={buttonClass({ look: "primary", size: "large" }, "w-full")}>
          {signIn}
        </Link>
      </div>
    );
  const refused = errorOf("token") ?? problem;
  return (
    <form {...form} className="grid gap-5">
      {refused && (
        <Notice tone="danger">
          {refused}{" "}
          <Link href="/sign-up" className="font-medium underline">
            {words.signUp}
          </Link>
        </Notice>
      )}
      <Button type="submit" look="primary" size="large" pending={pending} className="w-full">
        {words.submit}
      </Button>
    </form>
  );
}
