"use client";
import { useRef, useState, type ReactNode } from "react";
import { stepUpAction } from "@/app/(dashboard)/settings/actions";
import { PasswordInput } from "@/components/accounts/password-input";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasskeyInstead } from "./passkey-instead";
import type { ActionFailure, ActionResult } from "@/lib/api/action-result";

/**
 * For what is only done by who showed within ten minutes who they are. `prove` sends it; where the answer asks for the
 * password, `fields` hold it, and a code where one is wanted, and the next `prove` shows them first. A passkey stands for
 * both. `atOnce`: the fields are there before anything was sent.
 */
export function useProof(atOnce = false): {
  prove: <Data>(send: () => Promise<ActionResult<Data>>) => Promise<ActionResult<Data>>;
  fields: ReactNode;
} {
  const [asked, setAsked] = useState<"nothing" | "password" | "code">(atOnce ? "password" : "nothing");
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const typed = useRef({ password: "", code: "" });
  const byPasskey = useRef(false);

  async function prove<Data>(send: () => Promise<ActionResult<Data>>): Promise<ActionResult<Data>> {
    if (asked !== "nothing" && !byPasskey.current) {
      const { password, code } = typed.current;
      const shown = await stepUpAction({ password, ...(code.trim() && { code: code.trim() }) });
      setFailure(shown.ok ? null : shown.error);
      if (!shown.ok) {
        if (shown.error.errors?.code) setAsked("code");
        return shown;
      }
    }
    const result = await send();
    const wanted = !result.ok && result.error.errors?.step_up !== undefined;
    // What a passkey showed is over by now.
    if (wanted) byPasskey.current = false;
    if (wanted && asked === "nothing") setAsked("password");
    return result;
  }

  const errorOf = (field: string) => failure?.errors?.[field]?.[0];
  const fields = asked !== "nothing" && (
    <div data-proof className="grid gap-4 rounded-lg border border-line bg-muted/60 px-3.5 py-3">
      <Field
        label="Your password"
        hint="Asked once more, so that it is you; then not for ten minutes."
        error={errorOf("password") ?? (errorOf("code") ? undefined : failure?.message)}
      >
        {(attributes) => (
          <PasswordInput
            {...attributes}
            autoFocus
            autoComplete="current-password"
            onChange={({ target }) => (typed.current.password = target.value)}
          />
        )}
      </Field>
      <PasskeyInstead
        onProved={(form) => {
          byPasskey.current = true;
          setFailure(null);
          form?.requestSubmit();
        }}
      />
      {asked === "code" && (
        <Field
          label="Code"
          hint="Your authenticator shows it; a recovery code does as well."
          error={errorOf("code")}
        >
          {(attributes) => (
            <Input
              {...attributes}
              autoComplete="one-time-code"
              spellCheck={false}
              maxLength={40}
              onChange={({ target }) => (typed.current.code = target.value)}
            />
          )}
        </Field>
      )}
    </div>
  );
  return { prove, fields: fields || null };
}
