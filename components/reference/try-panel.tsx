"use client";
import { useState, type FormEvent } from "react";
import { fill } from "@/components/site/words/fill";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { fieldClass, Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { AnswerView } from "./answer-view";
import type { TryValues } from "./build-request";
import type { TryCall } from "./try-call";
import { TryFields } from "./try-fields";
import { useTryKey } from "./try-key";
import { useSend } from "./use-send";
import { useTryWords } from "./use-try-words";

/** Fill in, send, see. What deletes or spends asks once more before it is sent. */
export default function TryPanel({ call }: { call: TryCall }) {
  const { words } = useTryWords();
  const [key, setKey] = useTryKey();
  const [values, setValues] = useState<TryValues>({});
  const [body, setBody] = useState(0);
  const [asked, setAsked] = useState(false);
  const { state, send, stop } = useSend();
  const chosen = call.bodies[body];
  const set = (name: string, value: TryValues[string]) => {
    setAsked(false);
    setValues((before) => ({ ...before, [name]: value }));
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    if (call.warning && !asked) return setAsked(true);
    setAsked(false);
    void send(call, values, { key: call.needsKey ? key : undefined, body });
  }

  return (
    <form onSubmit={submit} className="grid grid-cols-1 gap-4 rounded-xl border border-line bg-surface p-4">
      {call.needsKey && (
        <Field label={words.key} hint={words.keyHint}>
          {(attributes) => (
            <Input
              {...attributes}
              type="password"
              autoComplete="off"
              spellCheck={false}
              placeholder="pp_test_…"
              value={key}
              onChange={(event) => setKey(event.target.value)}
              className="font-mono"
            />
          )}
        </Field>
      )}
      {key.startsWith("pp_live_") && call.needsKey && <Notice tone="warning">{words.liveKey}</Notice>}
      <TryFields fields={call.parameters} values={values} onChange={set} />
      {call.bodies.length > 1 && (
        <Field label={words.body}>
          {(attributes) => (
            <select
              {...attributes}
              value={body}
              onChange={(event) => setBody(Number(event.target.value))}
              className={`${fieldClass} h-10 px-3`}
            >
              {call.bodies.map(({ type }, index) => (
                <option key={type} value={index}>
                  {type}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {chosen?.type === "application/json" && (
        <Field label="JSON">
          {(attributes) => (
            <Textarea
              {...attributes}
              rows={7}
              spellCheck={false}
              value={(values["body.json"] as string | undefined) ?? chosen.example}
              onChange={(event) => set("body.json", event.target.value)}
              className="font-mono text-[13px] sm:text-[13px]"
            />
          )}
        </Field>
      )}
      {chosen && <TryFields fields={chosen.fields} values={values} onChange={set} />}
      {asked && call.warning && <Notice tone="warning" title={words.warnings[call.warning]} />}
      <div className="flex gap-2">
        <Button type="submit" look={asked ? "danger" : "primary"} pending={state.sending} className="flex-1">
          {asked ? words.yes : fill(words.send, { method: call.method })}
        </Button>
        {state.sending && <Button onClick={stop}>{words.stop}</Button>}
        {asked && <Button onClick={() => setAsked(false)}>{words.keep}</Button>}
      </div>
      <AnswerView {...state} />
    </form>
  );
}
