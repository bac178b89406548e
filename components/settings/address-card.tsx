"use client";
import { CircleCheck, CircleDashed } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { cancelEmailChangeAction, requestEmailChangeAction } from "@/app/(dashboard)/settings/actions";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { formatMoment } from "@/components/ui/format";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";
import type { PendingEmailChange } from "@/lib/accounts/schema";
import { useProof } from "./use-proof";

interface Props {
  email: string;
  pending: PendingEmailChange | null;
  /** Whether mails go out at all. */
  mails: boolean;
}

/** The address that the person signs in with, and the change of it that waits for both mailboxes. */
export function AddressCard({ email, pending, mails }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Card>
      <CardHeader
        title="Mail address"
        description={<span className="[overflow-wrap:anywhere]">{email}</span>}
        action={
          mails &&
          !pending &&
          !open && (
            <Button size="small" onClick={() => setOpen(true)}>
              Change
            </Button>
          )
        }
      />
      {pending ? (
        <WaitingChange key={pending.expires_at} email={email} change={pending} />
      ) : (
        open && <AddressForm onDone={() => setOpen(false)} />
      )}
      <p className="border-t border-line px-5 py-3 text-note text-secondary">
        {mails ? (
          "You sign in with it, and mails go there. "
        ) : (
          <>
            This portal sends no mail, so whoever runs it changes addresses, with{" "}
            <code className="font-mono whitespace-nowrap">npm run portal -- users email</code>.{" "}
          </>
        )}
        No way into that mailbox any more?{" "}
        <Link href="/privacy" className="underline underline-offset-4">
          Ask us to correct it
        </Link>
        .
      </p>
    </Card>
  );
}

function AddressForm({ onDone }: { onDone: () => void }) {
  const router = useRouter();
  const { prove, fields } = useProof();
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).RequestEmailChange,
    read: (data) => ({ new_email: String(data.get("new_email")) }),
    send: (request) => prove(() => requestEmailChangeAction(request)),
    onDone: () => {
      onDone();
      toast({ title: "Two mails are on their way", description: "Open the link in each of them." });
      router.refresh();
    },
  });
  return (
    <form {...form} className="grid gap-4 border-t border-line px-5 py-4">
      {problem && <Notice tone="danger">{problem}</Notice>}
      <Field
        label="New address"
        error={errorOf("new_email")}
        hint="Both addresses get a mail. It changes once both have confirmed, and you are signed out everywhere else."
      >
        {(attributes) => (
          <Input
            {...attributes}
            name="new_email"
            type="email"
            autoComplete="email"
            maxLength={254}
            autoFocus
          />
        )}
      </Field>
      {fields}
      <div className="flex flex-wrap justify-end gap-2">
        <Button type="button" look="ghost" onClick={onDone}>
          Leave it
        </Button>
        <Button type="submit" look="primary" pending={pending}>
          Send both mails
        </Button>
      </div>
    </form>
  );
}

function WaitingChange({ email, change }: { email: string; change: PendingEmailChange }) {
  const router = useRouter();
  const { prove, fields } = useProof();
  const [busy, setBusy] = useState<"again" | "back" | null>(null);
  const { new_email, confirmed, expires_at } = change;

  async function act(
    which: "again" | "back",
    send: () => ReturnType<typeof cancelEmailChangeAction | typeof requestEmailChangeAction>,
    title: string,
  ) {
    setBusy(which);
    const result = await send();
    setBusy(null);
    // What the password is asked for stands beside its field.
    if (!result.ok && result.error.errors) return;
    toast(
      result.ok ? { title } : { tone: "danger", title: "Nothing changed", description: result.error.message },
    );
    router.refresh();
  }
  const again = () =>
    act(
      "again",
      () => prove(() => requestEmailChangeAction({ new_email })),
      "Two new mails are on their way",
    );
  const back = () => act("back", () => cancelEmailChangeAction({}), `It stays ${email}`);

  return (
    <div data-email-change className="grid gap-3 border-t border-line px-5 py-4 text-sm">
      <p>
        To become <strong className="font-medium [overflow-wrap:anywhere]">{new_email}</strong> once both
        links are confirmed, until {formatMoment(expires_at)}.
      </p>
      <ul className="grid gap-2">
        <Side address={email} confirmed={confirmed.old} />
        <Side address={new_email} confirmed={confirmed.new} />
      </ul>
      {fields}
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="small" look="ghost" pending={busy === "again"} onClick={() => void again()}>
          Send both again
        </Button>
        <Button size="small" pending={busy === "back"} onClick={() => void back()}>
          Take it back
        </Button>
      </div>
    </div>
  );
}

function Side({ address, confirmed }: { address: string; confirmed: boolean }) {
  const Icon = confirmed ? CircleCheck : CircleDashed;
  return (
    <li className="flex items-start gap-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${confirmed ? "text-success" : "text-faint"}`} />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {address}
        <span className="text-secondary"> · {confirmed ? "confirmed" : "not confirmed yet"}</span>
      </span>
    </li>
  );
}
