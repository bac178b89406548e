"use client";
import { Check } from "lucide-react";
import { Checkbox } from "radix-ui";
import { useId } from "react";
import { cn } from "./class-names";

export interface CheckOption {
  value: string;
  label: string;
  hint?: string;
}

/** Any number of several. */
export function CheckList({
  value,
  onChange,
  options,
  label,
  className,
}: {
  value: readonly string[];
  onChange: (value: string[]) => void;
  options: readonly CheckOption[];
  label: string;
  className?: string;
}) {
  const id = useId();
  const toggle = (one: string, on: boolean) =>
    onChange(options.map((option) => option.value).filter((o) => (o === one ? on : value.includes(o))));
  return (
    <div role="group" aria-label={label} className={cn("grid gap-x-4 gap-y-1", className)}>
      {options.map((option) => (
        <div key={option.value} className="flex min-h-8 items-start gap-2.5 py-1.5 pointer-coarse:min-h-10">
          <Checkbox.Root
            id={`${id}-${option.value}`}
            checked={value.includes(option.value)}
            onCheckedChange={(on) => toggle(option.value, on === true)}
            className="mt-0.5 grid size-4.5 shrink-0 place-items-center rounded-[5px] border border-faint bg-surface text-accent-foreground data-[state=checked]:border-accent data-[state=checked]:bg-accent"
          >
            <Checkbox.Indicator>
              <Check aria-hidden strokeWidth={3} className="size-3" />
            </Checkbox.Indicator>
          </Checkbox.Root>
          <label htmlFor={`${id}-${option.value}`} className="min-w-0 text-sm">
            {option.label}
            {option.hint && <span className="block text-note text-faint">{option.hint}</span>}
          </label>
        </div>
      ))}
    </div>
  );
}
