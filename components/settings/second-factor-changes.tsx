"use client";
import { useRef } from "react";
import { endSecondFactorAction, renewRecoveryCodesAction } from "@/app/(dashboard)/settings/actions";
import { PasswordInput } from "@/components/accounts/password-input";
import { DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { useForm } from "@/components/ui/use-form";
import { CodeField } from "./code-field";
import { DialogForm } from "./dialog-form";
import { PasskeyInstead } from "./passkey-instead";

const EITHER = "Of your authenticator, or one of your recovery codes.";

export function RenewCodes({ onDone }: { onDone: (codes: string[]) => void }) {
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).RenewRecoveryCodes,
    read: (data) => ({ code: String(data.get("code")) }),
    send: renewRecoveryCodesAction,
    onDone: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  return (
    <DialogContent
      title="New recovery codes"
      description="Ten new ones; those from before open nothing any more."
    >
      <DialogForm {...form} problem={problem} pending={pending} send="Make them">
        <CodeField error={errorOf("code")} hint={EITHER} />
      </DialogForm>
    </DialogContent>
  );
}

export function EndSecondFactor({ onDone }: { onDone: () => void }) {
  const byPasskey = useRef(false);
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).EndSecondFactor,
    read: (data) =>
      byPasskey.current ? {} : { password: String(data.get("password")), code: String(data.get("code")) },
    send: (request) => {
      byPasskey.current = false;
      return endSecondFactorAction(request);
    },
    onDone,
  });
  return (
    <DialogContent
      title="Turn the second factor off"
      description="From then on your password alone signs you in."
    >
      <DialogForm {...form} problem={problem} pending={pending} send="Turn it off" look="danger">
        <Field label="Password" error={errorOf("password")}>
          {(attributes) => <PasswordInput {...attributes} name="password" autoComplete="current-password" />}
        </Field>
        <CodeField error={errorOf("code")} hint={EITHER} />
        <PasskeyInstead
          onProved={(filled) => {
            byPasskey.current = true;
            filled?.requestSubmit();
          }}
        />
      </DialogForm>
    </DialogContent>
  );
}
