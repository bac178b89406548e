"use client";
import { useState } from "react";
import { enterCodeAction } from "@/app/(site)/privacy/request/actions";
import type { RightsWords } from "@/components/site/words/rights-english";
import { fill } from "@/components/site/words/fill";
import { sayIn } from "@/components/site/words/refusals";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { useForm } from "@/components/ui/use-form";
import type { EnteredCode } from "@/lib/privacy/schema";

/** The code that was mailed; with it the request is made, or the person behind it is asked. */
export function OutsideCode({
  id,
  email,
  people = 1,
  words: { code, refusals },
  onAgain,
}: {
  id: string;
  /** Absent where the page does not know it. */
  email?: string;
  /** How many have a code of their own. */
  people?: number;
  words: RightsWords;
  onAgain: () => void;
}) {
  const [entered, setEntered] = useState<EnteredCode | null>(null);
  const { form, pending, errorOf, problem } = useForm({
    say: (failure) => sayIn(refusals, failure),
    schema: async () => (await import("@/lib/privacy/schema")).EnterCode,
    read: (data) => ({ id, code: String(data.get("code")) }),
    send: enterCodeAction,
    onDone: setEntered,
  });
  const describe = () => {
    if (people > 1) return fill(code.sentToAll, { people: String(people) });
    return email ? fill(code.sent, { email }) : code.look;
  };
  if (entered?.token)
    return (
      <Notice tone="success" title={code.received}>
        <a
          href={`/privacy/request/status#${entered.token}`}
          className="font-medium underline underline-offset-4"
        >
          {code.follow}
        </a>
        <span className="mt-1 block">{code.keep}</span>
      </Notice>
    );
  if (entered)
    return <Notice tone="success">{entered.state === "waiting" ? code.waiting : code.unagreed}</Notice>;
  return (
    <Card>
      <CardHeader title={code.title} description={describe()} />
      <form {...form} className="grid gap-5 border-t border-line px-5 py-5">
        {problem && <Notice tone="danger">{problem}</Notice>}
        <Field label={code.code} error={errorOf("code")} hint={fill(code.number, { id })}>
          {(attributes) => (
            <Input
              {...attributes}
              name="code"
              autoComplete="one-time-code"
              spellCheck={false}
              autoFocus
              maxLength={20}
              className="max-w-56 font-mono uppercase"
            />
          )}
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button look="ghost" onClick={onAgain}>
            {code.again}
          </Button>
          <Button type="submit" look="primary" pending={pending}>
            {code.confirm}
          </Button>
        </div>
      </form>
    </Card>
  );
}
