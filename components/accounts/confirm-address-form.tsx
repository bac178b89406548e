"use client";
import Link from "next/link";
import { useState } from "react";
import { confirmEmailChangeAction } from "@/app/(auth)/confirm-address/actions";
import type { EntryWords } from "@/components/site/words/entry-english";
import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useForm } from "@/components/ui/use-form";
import type { ConfirmedEmailChange } from "@/lib/accounts";

/** A press, not the visit, agrees: what looks through mails opens their links. */
export function ConfirmAddressForm({ words }: { words: EntryWords["address"] }) {
  const [done, setDone] = useState<ConfirmedEmailChange | null>(null);
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/accounts/schema")).ConfirmEmailChange,
    read: () => ({ token: window.location.hash.slice(1) }),
    send: confirmEmailChangeAction,
    say: (failure) => ({
      ...failure,
      errors: undefined,
      message: words.refused[failure.code] ?? words.failed,
    }),
    onDone: (result) => {
      window.history.replaceState(null, "", window.location.pathname);
      setDone(result);
    },
  });
  if (done)
    return (
      <div className="grid gap-5" data-confirmed={done.waits_for ?? "all"}>
        <Notice tone="success">{done.waits_for ? words.waits[done.waits_for] : words.changed}</Notice>
        <Link href="/settings" className={buttonClass({ look: "primary", size: "large" }, "w-full")}>
          {words.settings}
        </Link>
      </div>
    );
  const refused = errorOf("token") ?? problem;
  return (
    <form {...form} className="grid gap-5">
      {refused && <Notice tone="danger">{refused}</Notice>}
      <Button type="submit" look="primary" size="large" pending={pending} className="w-full">
        {words.submit}
      </Button>
    </form>
  );
}
