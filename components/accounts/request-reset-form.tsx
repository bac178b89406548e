"use client";
import { useState } from "react";
import { requestResetAction } from "@/app/(auth)/password-actions";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useForm } from "@/components/ui/use-form";

/** Asks for a link by mail. What it says afterwards is the same whether or not the address has an account. */
export function RequestResetForm() {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).RequestReset,
    read: (data) => ({ email: String(data.get("email")) }),
    send: requestResetAction,
    onDone: ({ email }) => setSentTo(email),
  });
  if (sentTo)
    return (
      <Notice tone="success">
        If {sentTo} has an account here, a mail is on its way to it. Its link opens once, within the next
        hour.
      </Notice>
    );
  return (
    <form {...form} className="grid gap-5">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Field
        label="Email"
        error={errorOf("email")}
        hint="The address that you sign in with. A link to set a new password goes there."
      >
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
        Send the link
      </Button>
    </form>
  );
}
