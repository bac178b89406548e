"use client";
import { useState, type FormEvent } from "react";
import { signUpAction } from "@/app/(auth)/sign-up/actions";
import { Button } from "@/components/ui/button";
import { CheckBox } from "@/components/ui/check-box";
import { cn } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { MIN_PASSWORD_LENGTH, type AgeAnswer } from "@/lib/accounts/schema";
import type { ActionFailure } from "@/lib/api/action-result";
import type { AcceptedPolicies } from "@/lib/policies/schema";
import { PasswordInput } from "./password-input";
import { signInWithPassword } from "./sign-in-with-password";

/** Who somebody is, and that they agree: what they agree to is sent with the hash of what was shown. */
export function SignUpForm({ age, shown }: { age: AgeAnswer; shown: AcceptedPolicies }) {
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
      const refusal = await signInWithPassword(result.data.email, password);
      return window.location.assign(refusal === null ? "/overview" : "/sign-in");
    }
    setFailure(result.error);
    setPending(false);
  }

  const error = (field: string) => failure?.errors?.[field]?.[0];
  const general =
    failure && !["name", "email", "password", "organization_name", "accepted"].some(error)
      ? failure.message
      : null;
  if (sentTo)
    return (
      <Notice tone="success">
        A mail is on its way to {sentTo}. Its link makes your account; it opens once, within the next day.
      </Notice>
    );
  return (
    <form onSubmit={submit} method="post" className="grid gap-5">
      {general && <Notice tone="danger">{general}</Notice>}
      <Field label="Name" error={error("name")}>
        {(attributes) => (
          <Input {...attributes} name="name" autoComplete="name" required maxLength={100} autoFocus />
        )}
      </Field>
      <Field label="Email" error={error("email")}>
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
      <Field label="Password" error={error("password")} hint={<PasswordHint length={length} />}>
        {(attributes) => (
          <PasswordInput
            {...attributes}
            name="password"
            autoComplete="new-password"
            required
            onChange={(event) => setLength([...event.target.value].length)}
          />
        )}
      </Field>
      <Field
        label="Organization"
        aside={<span className="text-xs text-faint">optional</span>}
        error={error("organization_name")}
        hint="Owns your keys, credits and models. You can be the only one in it."
      >
        {(attributes) => (
          <Input {...attributes} name="organization" autoComplete="organization" maxLength={100} />
        )}
      </Field>
      <CheckBox name="accepted" error={error("accepted")}>
        I have read the <PolicyLink to="privacy">Privacy Policy</PolicyLink> and agree to the{" "}
        <PolicyLink to="terms">API Terms of Use</PolicyLink>.
      </CheckBox>
      <Button type="submit" look="primary" size="large" pending={pending} className="w-full">
        Create account
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

function PasswordHint({ length }: { length: number }) {
  const enough = length >= MIN_PASSWORD_LENGTH;
  return (
    <>
      <span aria-hidden className="mb-1.5 flex gap-1">
        {[0.25, 0.5, 0.75, 1].map((share) => (
          <span
            key={share}
            className={cn(
              "h-1 flex-1 rounded-full transition-colors",
              length >= MIN_PASSWORD_LENGTH * share
                ? enough
                  ? "bg-success"
                  : "bg-accent"
                : "bg-muted-strong",
            )}
          />
        ))}
      </span>
      {enough ? "Long enough." : `At least ${MIN_PASSWORD_LENGTH} characters: four unrelated words do well.`}
    </>
  );
}
