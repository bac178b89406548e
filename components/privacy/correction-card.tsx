"use client";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { openPrivacyRequestAction } from "@/app/(dashboard)/privacy/actions";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { toast } from "@/components/ui/toast-store";
import { Select } from "@/components/ui/select";
import { useForm } from "@/components/ui/use-form";
import type { Law } from "@/lib/privacy/schema";
import { lawNames } from "./request-words";

/** What people change themselves, and a word to us for what they cannot. */
export function CorrectionCard() {
  const router = useRouter();
  const [law, setLaw] = useState<string>("other");
  const { form, pending, errorOf, problem } = useForm({
    schema: async () => (await import("@/lib/privacy/schema")).OpenPrivacyRequest,
    read: (data) => ({ type: "correction" as const, message: String(data.get("message")), law: law as Law }),
    send: openPrivacyRequestAction,
    onDone: () => {
      form.ref.current?.reset();
      toast({ title: "Sent", description: "It stands among your requests, with the day it is due." });
      router.refresh();
    },
  });
  return (
    <Card>
      <CardHeader
        title="Correct what is wrong"
        description={
          <>
            Your name, your mail address and your organization are yours to change in the{" "}
            <Link href="/settings" className="underline underline-offset-4">
              settings
            </Link>
            . Tell us about anything else, also where you cannot get into your mailbox any more.
          </>
        }
      />
      <form {...form} className="grid gap-3 border-t border-line px-5 py-4">
        {problem && <Notice tone="danger">{problem}</Notice>}
        <Field label="What is wrong, and what is right" error={errorOf("message")}>
          {(attributes) => <Textarea {...attributes} name="message" maxLength={2000} />}
        </Field>
        <Field label="Law that you rely on" hint="It says how long we may take at the most.">
          {({ id }) => (
            <Select
              id={id}
              value={law}
              onChange={setLaw}
              options={Object.entries(lawNames).map(([value, label]) => ({ value, label }))}
            />
          )}
        </Field>
        <Button type="submit" pending={pending} className="justify-self-end">
          Send
        </Button>
      </form>
    </Card>
  );
}
