"use client";
import { useState } from "react";
import { reportChildAction } from "@/app/(site)/privacy/request/actions";
import type { RightsWords } from "@/components/site/words/rights-english";
import { sayIn } from "@/components/site/words/refusals";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useForm } from "@/components/ui/use-form";
import type { OutsideLanguage } from "@/lib/privacy/schema";
import { OutsideCode } from "./outside-code";

/** Tells of a child's account. Whether there is such an account is never said. */
export function ChildForm({ language, words }: { language: OutsideLanguage; words: RightsWords }) {
  const [sent, setSent] = useState<{ id: string; email: string } | null>(null);
  const { form, pending, errorOf, problem } = useForm({
    say: (failure) => sayIn(words.refusals, failure),
    schema: async () => (await import("@/lib/privacy/schema")).ReportChild,
    read: (data) => ({
      email: String(data.get("email")),
      account: String(data.get("account")),
      message: String(data.get("message")),
      language,
    }),
    send: reportChildAction,
    onDone: ({ id }, { email }) => setSent({ id, email }),
  });
  if (sent) return <OutsideCode {...sent} words={words} onAgain={() => setSent(null)} />;
  const { child } = words;
  return (
    <Card>
      <form {...form} className="grid gap-5 px-5 py-5">
        {problem && <Notice tone="danger">{problem}</Notice>}
        <Field label={child.account} error={errorOf("account")}>
          {(attributes) => <Input {...attributes} name="account" type="email" autoComplete="off" />}
        </Field>
        <Field label={child.message} error={errorOf("message")}>
          {(attributes) => <Textarea {...attributes} name="message" maxLength={2000} />}
        </Field>
        <Field label={child.email} hint={child.emailHint} error={errorOf("email")}>
          {(attributes) => <Input {...attributes} name="email" type="email" autoComplete="email" />}
        </Field>
        <Button type="submit" look="primary" pending={pending} className="justify-self-end">
          {child.send}
        </Button>
      </form>
    </Card>
  );
}
