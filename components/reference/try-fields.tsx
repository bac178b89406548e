"use client";
import { fill } from "@/components/site/words/fill";
import { Field } from "@/components/ui/field";
import { fieldClass, FileInput, Input, Textarea } from "@/components/ui/input";
import { keyOf, type TryValues } from "./build-request";
import type { TryField } from "./try-call";
import { useTryWords } from "./use-try-words";

interface TryFieldsProps {
  fields: readonly TryField[];
  values: TryValues;
  onChange: (key: string, value: TryValues[string]) => void;
}

/** Files, what the address needs and what is most often said stand open; the rest is folded away. */
export function TryFields({ fields, values, onChange }: TryFieldsProps) {
  const { words } = useTryWords();
  const isFirst = ({ required, kind, name }: TryField): boolean =>
    required || kind === "file" || COMMON.has(name);
  const first = fields.filter(isFirst);
  const others = fields.filter((field) => !isFirst(field));
  const inputs = (some: readonly TryField[]) =>
    some.map((field) => (
      <TryInput
        key={keyOf(field)}
        field={field}
        value={values[keyOf(field)]}
        onChange={(value) => onChange(keyOf(field), value)}
      />
    ));
  if (first.length === 0 && others.length <= 3) return inputs(others);
  return (
    <>
      {inputs(first)}
      {others.length > 0 && (
        <details>
          <summary className="w-fit text-[13px] font-medium text-accent-text underline-offset-4 hover:underline">
            {others.length === 1 ? words.oneMore : fill(words.more, { count: others.length })}
          </summary>
          <div className="mt-3 grid gap-4">{inputs(others)}</div>
        </details>
      )}
    </>
  );
}

const COMMON = new Set(["prompt", "quality", "format", "formats", "limit"]);

interface TryInputProps {
  field: TryField;
  value: TryValues[string];
  onChange: (value: TryValues[string]) => void;
}

function TryInput({ field, value, onChange }: TryInputProps) {
  const { name, kind, choices, many, required, hint, example } = field;
  const { words } = useTryWords();
  const text = typeof value === "string" ? value : "";
  return (
    <Field
      label={name}
      hint={kind === "file" ? undefined : hint}
      aside={required && <span className="text-xs text-accent-text">{words.required}</span>}
    >
      {(attributes) => {
        if (kind === "file")
          return (
            <FileInput
              {...attributes}
              multiple={many}
              onChange={(event) => onChange([...(event.target.files ?? [])])}
            />
          );
        if (kind === "choice" || kind === "boolean")
          return (
            <select
              {...attributes}
              value={text}
              onChange={(event) => onChange(event.target.value)}
              className={`${fieldClass} h-10 px-3`}
            >
              <option value="">{words.notSaid}</option>
              {(kind === "boolean" ? ["true", "false"] : choices).map((choice) => (
                <option key={choice}>{choice}</option>
              ))}
            </select>
          );
        const common = { ...attributes, value: text, placeholder: example, spellCheck: false };
        if (kind === "json")
          return (
            <Textarea
              {...common}
              rows={2}
              placeholder={example || "{ }"}
              onChange={(event) => onChange(event.target.value)}
              className="min-h-16 font-mono text-[13px] sm:text-[13px]"
            />
          );
        return (
          <Input
            {...common}
            inputMode={kind === "number" ? "decimal" : undefined}
            onChange={(event) => onChange(event.target.value)}
          />
        );
      }}
    </Field>
  );
}
