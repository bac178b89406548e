"use client";
import { useState, type FormEvent } from "react";
import { signUpAction } from "@/app/(auth)/sign-up/actions";
import type { EntryWords } from "@/components/site/words/entry-english";
import { fill } from "@/components/site/words/fill";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { cn } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import type { AgeAnswer } from "@/lib/accounts/schema";
import type { ActionFailure } from "@/lib/api/action-result";
import type { AcceptedPolicies } from "@/lib/policies/schema";
import { PasswordInput } from "./password-input";
import { signInWithPassword } from "./sign-in-with-password";
import { withNext } from "./with-next";

/** Who somebody is, and that they agree: what they agree to is sent with the hash of what was shown. */
export function SignUpForm({
  age,
  shown,
  shortest,
  next,
  words: all,
}: {
  age: AgeAnswer;
  shown: AcceptedPolicies;
  /** How long a password must be. */
  shortest: number;
  /** Where to go then. */
  next: string;
  words: EntryWords;
}) {
  const { signUp: words, password: passwordWords } = all;
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [length, setLength] = useState(0);
  const [sentTo, setSentTo] = useState<string | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    // From the form itself: it may have been filled before this script ran.
    const password = String(form.get("password"));
    setPending(true);
    setFailure(null);
    const result = await signUpAction({
      name: text("name"),
      email: text("email"),
      password,
      organization_name: text("organization") || undefined,
      age,
      accepted: form.get("accepted") ? shown : [],
    });
    if (result.ok && result.data.checkMail) return setSentTo(result.data.email);
    if (result.ok) {
      const refusal = await signInWithPassword({ email: result.data.email, password }, all.signIn);
      return window.location.assign(refusal === null ? next : withNext("/sign-in", next));
    }
    setFailure(result.error);
    setPending(false);
  }

  const error = (field: string) => failure?.errors?.[field]?.[0];
  const general =
    failure && !["name", "email", "password", "organization_name", "accepted"].some(error)
      ? failure.message
      : null;
  if (sentTo) return <Notice tone="success">{fill(words.mailSent, { email: sentTo })}</Notice>;
  return (
    <form onSubmit={submit} method="post" className="grid gap-5">
      {general && <Notice tone="danger">{general}</Notice>}
      <Field label={words.name} error={error("name")}>
        {(attributes) => (
          <Input {...attributes} name="name" autoComplete="name" required maxLength={100} autoFocus />
        )}
      </Field>
      <Field label={all.email} error={error("email")}>
        {(attributes) => (
          <Input
            {...attributes}
            name="email"
            type="email"
            autoComplete="username"
            required
            spellCheck={false}
          />
        )}
      </Field>
      <Field
        label={passwordWords.name}
        error={error("password")}
        hint={<PasswordHint length={length} shortest={shortest} words={all} />}
      >
        {(attributes) => (
          <PasswordInput
            {...attributes}
            show={passwordWords.show}
            hide={passwordWords.hide}
            name="password"
            autoComplete="new-password"
            required
            onChange={(event) => setLength([...event.target.value].length)}
          />
        )}
      </Field>
      <Field
        label={words.organization}
        aside={<span className="text-xs text-faint">{words.optional}</span>}
        error={error("organization_name")}
        hint={words.organizationHint}
      >
        {(attributes) => (
          <Input {...attributes} name="organization" autoComplete="organization" maxLength={100} />
        )}
      </Field>
      <CheckBox name="accepted" error={error("accepted")}>
        {words.agree.split(/(\{\w+\})/).map((part) =>
          part === "{privacy}" || part === "{terms}" ? (
            <PolicyLink key={part} to={part.slice(1, -1) as "privacy" | "terms"}>
              {words[part.slice(1, -1) as "privacy" | "terms"]}
            </PolicyLink>
          ) : (
            part
          ),
        )}
      </CheckBox>
      <Button type="submit" look="primary" size="large" pending={pending} className="w-full">
        {words.submit}
      </Button>
    </form>
  );
}

/** In a page of its own: what was written so far stays. */
function PolicyLink({ to, children }: { to: string; children: string }) {
  return (
    <a
      href={`/legal/${to}`}
      target="_blank"
      rel="noopener"
      className="font-medium text-accent-text underline"
    >
      {children}
    </a>
  );
}

function PasswordHint({ length, shortest, words }: { length: number; shortest: number; words: EntryWords }) {
  const enough = length >= shortest;
  return (
    <>
      <span aria-hidden className="mb-1.5 flex gap-1">
        {[0.25, 0.5, 0.75, 1].map((share) => (
          <span
            key={share}
            className={cn(
              "h-1 flex-1 rounded-full transition-colors",
              length >= shortest * share ? (enough ? "bg-success" : "bg-accent") : "bg-muted-strong",
            )}
          />
        ))}
      </span>
      {enough ? words.enough : fill(words.atLeast, { count: shortest })}
    </>
  );
}
