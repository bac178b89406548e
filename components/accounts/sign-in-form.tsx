"use client";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { PasswordInput } from "./password-input";
import { signInWithPassword } from "./sign-in-with-password";

export function SignInForm({ next }: { next: string }) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setProblem(null);
    const refusal = await signInWithPassword(String(form.get("email")), String(form.get("password")));
    // A full load: nothing that was cached for a stranger stays.
    if (refusal === null) return window.location.assign(next);
    setProblem(refusal);
    setPending(false);
  }

  return (
    <form onSubmit={submit} method="post" className="grid gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Field label="Email">
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
      <Field label="Password">
        {(attributes) => (
          <PasswordInput {...attributes} name="password" autoComplete="current-password" required />
        )}
      </Field>
      <Button type="submit" look="primary" size="large" pending={pending} className="w-full">
        Sign in
      </Button>
    </form>
  );
}
