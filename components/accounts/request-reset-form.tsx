"use client";
import { useState } from "react";
import { requestResetAction } from "@/app/(auth)/password-actions";
import type { EntryWords } from "@/components/site/words/entry-english";
import { fill } from "@/components/site/words/fill";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useForm } from "@/components/ui/use-form";

/** Asks for a link by mail. What it says afterwards is the same whether or not the address has an account. */
export function RequestResetForm({ words, email }: { words: EntryWords["forgot"]; email: string }) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).RequestReset,
    read: (data) => ({ email: String(data.get("email")) }),
    send: requestResetAction,
    onDone: (asked) => setSentTo(asked.email),
  });
  if (sentTo) return <Notice tone="success">{fill(words.sent, { email: sentTo })}</Notice>;
  return (
    <form {...form} className="grid gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Field label={email} error={errorOf("email")} hint={words.hint}>
        {(attributes) => (
          <Input
            {...attributes}
            name="email"
            type="email"
            autoComplete="username"
            spellCheck={false}
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
