"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { changePasswordAction } from "@/app/(dashboard)/settings/actions";
import { PasswordInput } from "@/components/accounts/password-input";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";
import { CodeField } from "./code-field";
import { PasskeyInstead } from "./passkey-instead";

/** Changes the password; every other session ends with it. */
export function PasswordForm({
  email,
  secondFactor,
  passkeys,
}: {
  email: string;
  secondFactor: boolean;
  /** Whether the person has any. */
  passkeys: boolean;
}) {
  const [byPasskey, setByPasskey] = useState(false);
  const router = useRouter();
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).ChangePassword,
    read: (data) => ({
      new_password: String(data.get("new_password")),
      ...(!byPasskey && {
        current_password: String(data.get("current_password")),
        ...(secondFactor && { code: String(data.get("code")) }),
      }),
    }),
    send: async (request) => {
      const result = await changePasswordAction(request);
      // What the passkey showed is over: the password is asked for after all.
      if (!result.ok && result.error.errors?.current_password) setByPasskey(false);
      return result;
    },
    onDone: ({ ended }) => {
      form.ref.current?.reset();
      setByPasskey(false);
      toast({
        title: "Your password is changed",
        description: ended === 0 ? undefined : "You were signed out everywhere else.",
      });
      router.refresh();
    },
  });
  return (
    <Card>
      <CardHeader
        title="Password"
        description="Changing it signs you out everywhere else. API keys keep working."
      />
      <form {...form} className="grid gap-5 border-t border-line px-5 py-4">
        {problem && <Notice tone="danger">{problem}</Notice>}
        {/* For password managers, which keep the two together. */}
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        {byPasskey ? (
          <Notice tone="success">Your passkey has shown that it is you, for ten minutes.</Notice>
        ) : (
          <>
            <Field label="Present password" error={errorOf("current_password")}>
              {(attributes) => (
                <PasswordInput {...attributes} name="current_password" autoComplete="current-password" />
              )}
            </Field>
            {passkeys && <PasskeyInstead onProved={() => setByPasskey(true)} />}
          </>
        )}
        <Field
          label="New password"
          error={errorOf("new_password")}
          hint="At least 15 characters: four unrelated words do well."
        >
          {(attributes) => <PasswordInput {...attributes} name="new_password" autoComplete="new-password" />}
        </Field>
        {secondFactor && !byPasskey && (
          <CodeField
            error={errorOf("code")}
            hint="Your authenticator shows it; a recovery code does as well."
          />
        )}
        <Button type="submit" pending={pending} className="justify-self-end">
          Change the password
        </Button>
      </form>
    </Card>
  );
}
