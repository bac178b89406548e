"use client";
import { useRef, useState, type FormEvent } from "react";
import type { z } from "zod";
import type { ActionFailure, ActionResult } from "@/lib/api/action-result";

interface FormPlan<Input, Data> {
  /** The verb's own schema, fetched when it is needed: a page should not wait for it. */
  schema: () => Promise<z.ZodType>;
  /** What the form says, as the action takes it. */
  read: (form: FormData) => Input;
  send: (input: Input) => Promise<ActionResult<Data>>;
  onDone: (data: Data, input: Input) => void;
  /** Where the schema describes a part of what the action takes, the name of that part. */
  within?: string;
  /** Puts a refusal into the words of a page in another language. */
  say?: (failure: ActionFailure) => ActionFailure;
}

/**
 * The one way of a form: checked by the verb's schema in the browser, sent, and what either refuses stands beside its
 * field, the first of them focused. After a refusal each change is checked again. Fields are named like the schema's.
 */
export function useForm<Input, Data>({ schema, read, send, onDone, within, say }: FormPlan<Input, Data>) {
  const [pending, setPending] = useState(false);
  const [failure, keepFailure] = useState<ActionFailure | null>(null);
  const setFailure = (next: ActionFailure | null) => keepFailure(next && say ? say(next) : next);
  const form = useRef<HTMLFormElement>(null);
  const partOf = (input: Input): unknown => (within ? (input as Record<string, unknown>)[within] : input);

  async function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (pending) return;
    const input = read(new FormData(event.currentTarget));
    setPending(true);
    try {
      const refused = await refusalOf(schema, partOf(input));
      const result = refused ? { ok: false as const, error: refused } : await send(input);
      setFailure(result.ok ? null : result.error);
      if (result.ok) onDone(result.data, input);
      else focusFirst(form.current, failingFields(result.error, within));
    } catch {
      setFailure(unreachable);
    } finally {
      setPending(false);
    }
  }

  async function onChange() {
    if (!failure || !form.current) return;
    setFailure(await refusalOf(schema, partOf(read(new FormData(form.current)))));
  }

  const fields = failure ? failingFields(failure, within) : {};
  return {
    pending,
    /** For the form itself. */
    form: { ref: form, onSubmit, onChange, noValidate: true },
    /** The message for a field, or for an entry of its list. */
    errorOf: (name: string): string | undefined =>
      fields[name] ?? Object.entries(fields).find(([path]) => path.startsWith(`${name}.`))?.[1],
    /** What is wrong with no field in particular. */
    problem: failure && Object.keys(fields).length === 0 ? failure.message : null,
  };
}

// Before the first schema comes: zod would else try out whether it may compile code, which our policy forbids and reports.
Object.assign(((globalThis as { __zod_globalConfig?: object }).__zod_globalConfig ??= {}), { jitless: true });

const unreachable: ActionFailure = {
  code: "service_unavailable",
  message: "The server cannot be reached. Nothing was changed; check your connection and try again.",
};

async function refusalOf(load: () => Promise<z.ZodType>, input: unknown): Promise<ActionFailure | null> {
  const parsed = (await load()).safeParse(input);
  if (parsed.success) return null;
  const errors: Record<string, string[]> = {};
  for (const { path, message } of parsed.error.issues) (errors[path.join(".")] ??= []).push(message);
  return { code: "invalid_request", message: parsed.error.issues[0].message, errors };
}

/** Path → first message, without the name of the part. */
function failingFields({ errors }: ActionFailure, within?: string): Record<string, string> {
  const plain = (path: string) => (within ? path.replace(new RegExp(`^${within}\\.`), "") : path);
  return Object.fromEntries(Object.entries(errors ?? {}).map(([path, [message]]) => [plain(path), message]));
}

function focusFirst(form: HTMLFormElement | null, fields: Record<string, string>): void {
  const names = Object.keys(fields).map((path) => path.split(".")[0]);
  const control = [...(form?.elements ?? [])].find((element) =>
    names.includes(element.getAttribute("name") ?? ""),
  );
  if (control instanceof HTMLElement) control.focus();
}
