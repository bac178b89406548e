"use client";
import { useState } from "react";
import { askOutsideAction } from "@/app/(site)/privacy/request/actions";
import type { RightsWords } from "@/components/site/words/rights-english";
import { sayIn } from "@/components/site/words/refusals";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { CheckBox } from "@/components/ui/check-box";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { useForm } from "@/components/ui/use-form";
import type { Law, OutsideKind, OutsideLanguage } from "@/lib/privacy/schema";
import { OutsideCode } from "./outside-code";
import { useHash } from "./use-hash";

const text = (data: FormData, name: string): string | undefined => {
  const value = data.get(name);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
};

/** Asks for something about personal data, for oneself or for somebody else; the code of the mail comes next. */
export function OutsideForm({ language, words }: { language: OutsideLanguage; words: RightsWords }) {
  const [kind, setKind] = useState<string>("access");
  const [law, setLaw] = useState<string>("other");
  const [whom, setWhom] = useState<"self" | "somebody" | "household">("self");
  const [sent, setSent] = useState<{ id: string; email: string; people: number } | null>(null);
  const { form, pending, errorOf, problem } = useForm({
    say: (failure) => sayIn(words.refusals, failure),
    schema: async () => (await import("@/lib/privacy/schema")).AskOutside,
    read: (data) => ({
      kind: kind as OutsideKind,
      email: text(data, "email") ?? "",
      message: text(data, "message"),
      language,
      law: law as Law,
      ...(whom === "household" && {
        household: (text(data, "household") ?? "").split(/[\s,;]+/).filter(Boolean),
      }),
      ...(whom === "somebody" && {
        agent: {
          name: text(data, "agent.name") ?? "",
          company: text(data, "agent.company"),
          email: text(data, "agent.email") ?? "",
          permission: text(data, "agent.permission") ?? "",
        },
      }),
    }),
    send: askOutsideAction,
    onDone: ({ id }, { agent, household = [], email }) =>
      setSent({ id, email: agent?.email ?? email, people: household.length + 1 }),
  });
  // From the link of the mail with the code, where the page that asked is gone or there was none.
  const linked = useHash();
  if (!sent && linked?.startsWith("osr_"))
    return <OutsideCode id={linked} words={words} onAgain={() => (window.location.hash = "")} />;
  if (sent) return <OutsideCode {...sent} words={words} onAgain={() => setSent(null)} />;
  const { ask } = words;
  return (
    <Card>
      <CardHeader title={ask.form} description={ask.formHint} />
      <form {...form} className="grid gap-5 border-t border-line px-5 py-5">
        {problem && <Notice tone="danger">{problem}</Notice>}
        <Field label={ask.kind} error={errorOf("kind")}>
          {({ id }) => (
            <Select
              id={id}
              value={kind}
              onChange={setKind}
              options={Object.entries(words.kinds).map(([value, label]) => ({ value, label }))}
            />
          )}
        </Field>
        <Field label={ask.email} hint={ask.emailHint} error={errorOf("email")}>
          {(attributes) => <Input {...attributes} name="email" type="email" autoComplete="email" />}
        </Field>
        <Field label={ask.message} hint={ask.messageHint} error={errorOf("message")}>
          {(attributes) => <Textarea {...attributes} name="message" maxLength={2000} />}
        </Field>
        <Field label={ask.law} hint={ask.lawHint} error={errorOf("law")}>
          {({ id }) => (
            <Select
              id={id}
              value={law}
              onChange={setLaw}
              options={Object.entries(words.laws).map(([value, label]) => ({ value, label }))}
            />
          )}
        </Field>
        <CheckBox
          checked={whom === "household"}
          onChange={(event) => setWhom(event.target.checked ? "household" : "self")}
        >
          <span className="font-medium text-foreground">{ask.forHousehold}</span>
          <span className="block text-note">{ask.forHouseholdHint}</span>
        </CheckBox>
        {whom === "household" && (
          <Field label={ask.household} hint={ask.householdHint} error={errorOf("household")}>
            {(attributes) => <Textarea {...attributes} name="household" maxLength={2000} />}
          </Field>
        )}
        <CheckBox
          checked={whom === "somebody"}
          onChange={(event) => setWhom(event.target.checked ? "somebody" : "self")}
        >
          <span className="font-medium text-foreground">{ask.forSomebody}</span>
          <span className="block text-note">{ask.forSomebodyHint}</span>
        </CheckBox>
        {whom === "somebody" && (
          <fieldset className="grid gap-5 border-l-2 border-line pl-4">
            <legend className="sr-only">{ask.forSomebody}</legend>
            <Field label={ask.agentName} error={errorOf("agent.name")}>
              {(attributes) => <Input {...attributes} name="agent.name" autoComplete="name" />}
            </Field>
            <Field label={ask.agentCompany} error={errorOf("agent.company")}>
              {(attributes) => <Input {...attributes} name="agent.company" autoComplete="organization" />}
            </Field>
            <Field label={ask.agentEmail} error={errorOf("agent.email")}>
              {(attributes) => <Input {...attributes} name="agent.email" type="email" />}
            </Field>
            <Field label={ask.permission} error={errorOf("agent.permission")}>
              {(attributes) => <Textarea {...attributes} name="agent.permission" maxLength={2000} />}
            </Field>
          </fieldset>
        )}
        <Button type="submit" look="primary" pending={pending} className="justify-self-end">
          {ask.send}
        </Button>
      </form>
    </Card>
  );
}
