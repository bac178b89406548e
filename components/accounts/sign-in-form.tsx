"use client";
import { KeyRound } from "lucide-react";
import Link from "next/link";
import { useState, type FormEvent } from "react";
import type { EntryWords } from "@/components/site/words/entry-english";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { PasswordInput } from "./password-input";
import { signInWithPassword, type SignInRefusal } from "./sign-in-with-password";

export function SignInForm({ next, words: all }: { next: string; words: EntryWords }) {
  const { signIn: words, password } = all;
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [asksCode, setAsksCode] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "");
    setPending(true);
    setProblem(null);
    const given = { email: text("email"), password: text("password"), code: text("code").trim() };
    finish(await signInWithPassword(given, words));
  }

  async function byPasskey() {
    setPending(true);
    setProblem(null);
    const { signInWithPasskey } = await import("./sign-in-with-passkey");
    finish(await signInWithPasskey(words));
  }

  function finish(refusal: SignInRefusal | null) {
    // A full load: nothing that was cached for a stranger stays.
    if (refusal === null) return window.location.assign(next);
    setProblem(refusal.message || null);
    setAsksCode(refusal.asksCode ?? false);
    setPending(false);
  }

  return (
    <form onSubmit={submit} method="post" className="grid gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Field label={all.email}>
        {(attributes) => (
          <Input
            {...attributes}
            name="email"
            type="email"
            autoComplete="username"
            autoFocus
            required
            spellCheck={false}
          />
        )}
      </Field>
      <Field
        label={password.name}
        aside={
          <Link
            href="/forgot-password"
            className="text-note text-accent-text underline-offset-4 hover:underline"
          >
            {words.forgotten}
          </Link>
        }
      >
        {(attributes) => (
          <PasswordInput
            {...attributes}
            show={password.show}
            hide={password.hide}
            name="password"
            autoComplete="current-password"
            required
          />
        )}
      </Field>
      {asksCode && (
        <Field label={words.code} hint={words.codeHint}>
          {(attributes) => (
            <Input
              {...attributes}
              name="code"
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={40}
              autoFocus
              required
            />
          )}
        </Field>
      )}
      <Button type="submit" look="primary" size="large" pending={pending} className="w-full">
        {words.submit}
      </Button>
      <Button size="large" disabled={pending} onClick={byPasskey} className="w-full">
        <KeyRound aria-hidden className="size-4" /> {words.passkey}
      </Button>
    </form>
  );
}
