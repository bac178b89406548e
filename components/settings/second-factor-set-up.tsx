"use client";
import { useEffect, useState } from "react";
import { beginSecondFactorAction, confirmSecondFactorAction } from "@/app/(dashboard)/settings/actions";
import { PasswordInput } from "@/components/accounts/password-input";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useForm } from "@/components/ui/use-form";
import { CodeField } from "./code-field";
import { DialogForm } from "./dialog-form";

interface Shared {
  secret: string;
  uri: string;
}

/** First the password, then what the authenticator must know and a code that shows that it does. */
export function SetUpSecondFactor({ onDone }: { onDone: (codes: string[]) => void }) {
  const [shared, setShared] = useState<Shared | null>(null);
  return (
    <DialogContent
      title="Set up a second factor"
      description={
        shared
          ? "Scan this with an authenticator app, or type the key into it. Then write the code that it shows."
          : "Any authenticator app will do. First, your password."
      }
    >
      {shared ? <Confirm shared={shared} onDone={onDone} /> : <Begin onDone={setShared} />}
    </DialogContent>
  );
}

function Begin({ onDone }: { onDone: (shared: Shared) => void }) {
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).BeginSecondFactor,
    read: (data) => ({ password: String(data.get("password")) }),
    send: beginSecondFactorAction,
    onDone,
  });
  return (
    <DialogForm {...form} problem={problem} pending={pending} send="Go on">
      <Field label="Password" error={errorOf("password")}>
        {(attributes) => <PasswordInput {...attributes} name="password" autoComplete="current-password" />}
      </Field>
    </DialogForm>
  );
}

function Confirm({ shared, onDone }: { shared: Shared; onDone: (codes: string[]) => void }) {
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).ConfirmSecondFactor,
    read: (data) => ({ code: String(data.get("code")) }),
    send: confirmSecondFactorAction,
    onDone: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  return (
    <DialogForm {...form} pending={pending} send="Turn it on">
      <QrCode text={shared.uri} />
      <div className="flex items-center justify-between gap-2 rounded-lg border border-line bg-muted py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 font-mono text-note break-all">
          {shared.secret.match(/.{1,4}/g)?.join(" ")}
        </code>
        <CopyButton text={shared.secret} label="Copy the key" />
      </div>
      {problem && <Notice tone="danger">{problem}</Notice>}
      <CodeField error={errorOf("code")} hint="Six digits, new every half minute." />
    </DialogForm>
  );
}

/** Dark on white in either theme: cameras read nothing else reliably. */
function QrCode({ text }: { text: string }) {
  const [modules, setModules] = useState<boolean[][]>([]);
  useEffect(() => {
    let gone = false;
    void import("uqr").then(({ encode }) => {
      if (!gone) setModules(encode(text, { border: 2 }).data);
    });
    return () => {
      gone = true;
    };
  }, [text]);
  const path = modules.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg
      role="img"
      aria-label="The key as a picture for an authenticator app"
      viewBox={`0 0 ${modules.length || 1} ${modules.length || 1}`}
      shapeRendering="crispEdges"
      className="mx-auto size-48 rounded-lg bg-white"
    >
      <path d={path} fill="black" />
    </svg>
  );
}
