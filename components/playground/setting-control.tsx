"use client";
import { Switch } from "radix-ui";
import { useId, useState } from "react";
import { fieldClass, Input } from "@/components/ui/input";
import { cn } from "@/components/ui/class-names";
import { Select } from "@/components/ui/select";
import { Slider } from "@/components/ui/slider";
import { ColorList } from "./color-list";
import type { SettingField } from "./describe-settings";

/** One setting of an engine. Undefined says nothing of it, so that its usual value holds. */
export function SettingControl({
  field,
  value,
  onChange,
}: {
  field: SettingField;
  value: unknown;
  onChange: (value: unknown) => void;
}) {
  const id = useId();
  const now = value ?? field.fallback;
  if (field.kind === "switch")
    return (
      <div className="flex items-center justify-between gap-3">
        <Label id={id} field={field} />
        <Switch.Root
          id={id}
          checked={now === true}
          onCheckedChange={(next) => onChange(next === field.fallback ? undefined : next)}
          className="relative h-5 w-9 shrink-0 rounded-full bg-muted-strong transition-colors data-[state=checked]:bg-accent pointer-coarse:h-6 pointer-coarse:w-11"
        >
          <Switch.Thumb className="block size-4 translate-x-0.5 rounded-full bg-white shadow-low transition-transform data-[state=checked]:translate-x-4.5 pointer-coarse:size-5 pointer-coarse:data-[state=checked]:translate-x-5.5" />
        </Switch.Root>
      </div>
    );
  if (field.kind === "number")
    return <NumberControl id={id} field={field} value={value as number | undefined} onChange={onChange} />;
  return (
    <div className="grid gap-1.5">
      <Label id={id} field={field} />
      {field.kind === "choice" ? (
        <Select
          id={id}
          value={String(now ?? "")}
          onChange={(next) => onChange(next === field.fallback ? undefined : next)}
          options={field.options.map((option) => ({ value: option, label: sayOption(option) }))}
          className="h-9"
        />
      ) : field.kind === "color" ? (
        <input
          id={id}
          type="color"
          value={typeof now === "string" ? now : "#e2703a"}
          onChange={(event) => onChange(event.target.value)}
          className="h-9 w-full cursor-pointer rounded-lg border border-line-strong bg-surface p-1"
        />
      ) : (
        <ColorList
          label={field.label}
          most={field.most}
          value={Array.isArray(now) ? (now as string[]) : []}
          onChange={onChange}
        />
      )}
    </div>
  );
}

type NumberField = Extract<SettingField, { kind: "number" }>;

/** A slider for the hand and a field for the exact; an empty field goes back to the usual. */
function NumberControl({
  id,
  field,
  value,
  onChange,
}: {
  id: string;
  field: NumberField;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}) {
  const { min, max, step, unit } = field;
  const fallback = typeof field.fallback === "number" ? field.fallback : undefined;
  const now = value ?? fallback;
  const [draft, setDraft] = useState<string | null>(null);
  const typed = draft === null ? now : Number(draft.replace(",", "."));
  const wrong = draft !== null && draft !== "" && !(Number(typed) >= min && Number(typed) <= max);
  const set = (next: number) => onChange(next === fallback ? undefined : next);
  return (
    <div className="grid gap-1">
      <div className="flex items-center justify-between gap-3">
        <Label id={id} field={field} />
        <span className="relative">
          <Input
            id={id}
            inputMode="decimal"
            aria-invalid={wrong || undefined}
            placeholder="usual"
            value={draft ?? (now === undefined ? "" : String(now))}
            onChange={(event) => {
              setDraft(event.target.value);
              const next = Number(event.target.value.replace(",", "."));
              if (event.target.value === "") onChange(undefined);
              else if (next >= min && next <= max) set(step === 1 ? Math.round(next) : next);
            }}
            onBlur={() => setDraft(null)}
            className={cn(fieldClass, "h-8 w-22 pr-8 text-right tabular-nums")}
          />
          <span className="pointer-events-none absolute inset-y-0 right-2 grid place-items-center text-xs text-faint">
            {unit}
          </span>
        </span>
      </div>
      <Slider
        label={field.label}
        min={min}
        max={sliderEnd(field, now)}
        step={step}
        value={Math.min(sliderEnd(field, now), now ?? min)}
        onChange={(next) => {
          setDraft(null);
          set(Number(next.toFixed(4)));
        }}
      />
      {wrong && (
        <p role="alert" className="text-xs text-danger">
          Between {min} and {max} {unit}.
        </p>
      )}
    </div>
  );
}

/** A range of 200 mm would leave the usual 3 mm no room under a thumb: the field takes what lies beyond. */
function sliderEnd({ max, min, fallback }: NumberField, now: number | undefined): number {
  const usual = typeof fallback === "number" ? fallback : min;
  const wide = Math.max(usual * 5, min + (max - min) / 10, now ?? 0);
  return max - min > 15 ? Math.min(max, Math.ceil(wide)) : max;
}

function Label({ id, field }: { id: string; field: SettingField }) {
  return (
    <label htmlFor={id} title={field.hint} className="min-w-0 text-[13px] leading-5 text-secondary">
      {field.label}
    </label>
  );
}

function sayOption(option: string): string {
  const text = option.replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
