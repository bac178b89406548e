"use client";
import { useState, type ReactNode } from "react";
import { PasswordInput } from "@/components/accounts/password-input";
import { CodeField } from "@/components/settings/code-field";
import { PasskeyInstead } from "@/components/settings/passkey-instead";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ActionFailure, ActionResult } from "@/lib/api/action-result";

interface Props<Data> {
  trigger: ReactNode;
  title: string;
  description: string;
  confirm: string;
  danger?: boolean;
  send: (proof: { password?: string; code?: string }) => Promise<ActionResult<Data>>;
  onDone: (data: Data) => void;
  children?: ReactNode;
}

/** Asks for the password once more, and for a code where the answer says that one is needed, before something that signing in cannot take back. */
export function PasswordStep<Data>({
  trigger,
  confirm,
  danger,
  send,
  onDone,
  children,
  ...texts
}: Props<Data>) {
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [needsCode, setNeedsCode] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);

  async function submit(form: FormData) {
    const code = String(form.get("code") ?? "").trim();
    await sendAs({ password: String(form.get("password")), ...(code && { code }) });
  }

  /** Without a password: a passkey has just shown who it is. */
  async function sendAs(proof: { password?: string; code?: string }) {
    setPending(true);
    const result = await send(proof);
    setPending(false);
    // That a code is needed as well is no mistake of theirs.
    const asksFirst = !result.ok && !needsCode && result.error.errors?.code !== undefined;
    if (asksFirst) setNeedsCode(true);
    setFailure(result.ok || asksFirst ? null : result.error);
    if (!result.ok) return;
    setOpen(false);
    onDone(result.data);
  }

  const { code: codeError, ...errors } = failure?.errors ?? {};
  const error = Object.values(errors)[0]?.[0];
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent {...texts}>
        <form
          className="mt-4 grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            void submit(new FormData(event.currentTarget));
          }}
        >
          {children}
          {failure && !error && !codeError && <Notice tone="danger">{failure.message}</Notice>}
          <Field label="Your password" error={error}>
            {(attributes) => (
              <PasswordInput {...attributes} name="password" autoComplete="current-password" required />
            )}
          </Field>
          <PasskeyInstead onProved={() => void sendAs({})} />
          {needsCode && (
            <CodeField
              focused
              error={codeError?.[0]}
              hint="Your authenticator shows it; a recovery code does as well."
            />
          )}
          <Button
            type="submit"
            look={danger ? "danger" : "primary"}
            pending={pending}
            className="justify-self-end"
          >
            {confirm}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
