"use client";
import Link from "next/link";
import { useState } from "react";
import { resetPasswordAction } from "@/app/(auth)/password-actions";
import type { EntryWords } from "@/components/site/words/entry-english";
import { fill } from "@/components/site/words/fill";
import { Button, buttonClass } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useForm } from "@/components/ui/use-form";
import { PasswordInput } from "./password-input";

/** Sets a new password with what stands behind the hash sign of the mail's link, which no server sees before. */
export function ResetForm({ shortest, words: all }: { shortest: number; words: EntryWords }) {
  const { reset: words, password, signIn } = all;
  const [done, setDone] = useState(false);
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).ResetPassword,
    read: (data) => ({
      token: window.location.hash.slice(1),
      new_password: String(data.get("new_password")),
    }),
    send: resetPasswordAction,
    onDone: () => {
      window.history.replaceState(null, "", window.location.pathname);
      setDone(true);
    },
  });
  if (done)
    return (
      <div className="grid gap-5">
        <Notice tone="success">{words.done}</Notice>
        <Link href="/sign-in" className={buttonClass({ look: "primary", size: "large" }, "w-full")}>
          {signIn.title}
        </Link>
      </div>
    );
  const stale = errorOf("token");
  return (
    <form {...form} className="grid gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      {stale && (
        <Notice tone="danger">
          {stale}{" "}
          <Link href="/forgot-password" className="font-medium underline">
            {words.another}
          </Link>
        </Notice>
      )}
      <Field label={words.name} error={errorOf("new_password")} hint={fill(all.atLeast, { count: shortest })}>
        {(attributes) => (
          <PasswordInput
            {...attributes}
            show={password.show}
            hide={password.hide}
            name="new_password"
            autoComplete="new-password"
            autoFocus
          />
        )}
      </Field>
      <Button type="submit" look="primary" size="large" pending={pending} className="w-full">
        {words.submit}
      </Button>
    </form>
  );
}
