"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { z } from "zod";
import { Button } from "@/components/ui/button";
import { CheckList, type CheckOption } from "@/components/ui/check-list";
import { cn } from "@/components/ui/class-names";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast-store";
import { useForm } from "@/components/ui/use-form";
import type { ActionResult } from "@/lib/api/action-result";

interface Labelled {
  label: string;
  hint?: string;
  /** Takes the form's whole width. */
  wide?: boolean;
}
/** How a field is written, by the name that the verb's schema gives it. */
export type StaffField = Labelled &
  (
    | { kind: "line" | "text" | "document" | "number" | "moment" | "ids" | "lines"; value?: string }
    | { kind: "choice"; options: readonly { value: string; label: string }[]; value: string }
    | { kind: "several"; options: readonly CheckOption[]; value: readonly string[] }
  );

type Value = string | number | null | undefined | readonly string[];

/** A form of the staff area: its fields in a grid, checked by the verb's schema, and the page drawn anew when it is done. */
export function StaffForm<Input extends object>({
  fields,
  more,
  schema,
  send,
  submit,
  done,
  label,
}: {
  fields: Readonly<Record<string, StaffField>>;
  /** What the form says without asking. */
  more?: object;
  schema: () => Promise<z.ZodType>;
  send: (input: Input) => Promise<ActionResult<unknown>>;
  submit: string;
  /** What is said once it is done. */
  done: string;
  label: string;
}) {
  const router = useRouter();
  const [chosen, setChosen] = useState(() => chosenAtFirst(fields));
  const { form, pending, errorOf, problem } = useForm({
    schema,
    read: (data): Input =>
      ({
        ...more,
        ...Object.fromEntries(
          Object.entries(fields).map(([name, field]) => [
            name,
            chosen[name] ?? valueOf(field, String(data.get(name) ?? "").trim()),
          ]),
        ),
      }) as Input,
    send,
    onDone: () => {
      toast({ title: done });
      // What records something new is empty for the next; what changes something keeps showing it.
      if (!more) {
        form.ref.current?.reset();
        setChosen(chosenAtFirst(fields));
      }
      router.refresh();
    },
  });
  return (
    <form {...form} aria-label={label} className="grid gap-4 px-5 py-4 sm:grid-cols-2">
      {problem && (
        <Notice tone="danger" className="sm:col-span-2">
          {problem}
        </Notice>
      )}
      {Object.entries(fields).map(([name, field]) => (
        <div key={name} className={cn(isWide(field) && "sm:col-span-2")}>
          <Field label={field.label} hint={field.hint} error={errorOf(name)}>
            {(attributes) => {
              if (field.kind === "several")
                return (
                  <CheckList
                    label={field.label}
                    className="sm:grid-cols-2"
                    options={field.options}
                    value={chosen[name] as readonly string[]}
                    onChange={(value) => setChosen((all) => ({ ...all, [name]: value }))}
                  />
                );
              if (field.kind === "choice")
                return (
                  <Select
                    id={attributes.id}
                    label={field.label}
                    options={field.options}
                    value={String(chosen[name])}
                    onChange={(value) => setChosen((all) => ({ ...all, [name]: value }))}
                  />
                );
              if (field.kind === "text" || field.kind === "ids" || field.kind === "lines")
                return <Textarea {...attributes} name={name} defaultValue={field.value} />;
              if (field.kind === "document")
                return (
                  <Textarea
                    {...attributes}
                    name={name}
                    defaultValue={field.value}
                    rows={24}
                    className="leading-6 sm:text-note"
                  />
                );
              const type = { line: "text", number: "text", moment: "datetime-local" }[field.kind];
              return (
                <Input
                  {...attributes}
                  name={name}
                  type={type}
                  inputMode={field.kind === "number" ? "numeric" : undefined}
                  defaultValue={field.value}
                  autoComplete="off"
                />
              );
            }}
          </Field>
        </div>
      ))}
      <div className="sm:col-span-2">
        <Button type="submit" pending={pending}>
          {submit}
        </Button>
      </div>
    </form>
  );
}

const chosenAtFirst = (fields: Readonly<Record<string, StaffField>>) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]): [string, string | readonly string[]][] =>
      field.kind === "choice" || field.kind === "several" ? [[name, field.value]] : [],
    ),
  );

const isWide = ({ kind, wide }: StaffField): boolean =>
  wide ?? ["text", "document", "ids", "lines", "several"].includes(kind);

function valueOf({ kind }: StaffField, text: string): Value {
  if (kind === "number") return text ? Number(text) : null;
  if (kind === "moment") return text ? `${text}:00Z` : undefined;
  if (kind === "ids") return text.split(/[\s,]+/).filter(Boolean);
  if (kind === "lines")
    return text
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  return text;
}
