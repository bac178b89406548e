"use client";
import { ToggleGroup } from "radix-ui";
import type { MeshFormat } from "@/lib/generations/schema";

/** Which files to write; at least one. */
export function FormatPicker({
  offered,
  value,
  onChange,
}: {
  offered: readonly MeshFormat[];
  value: readonly MeshFormat[];
  onChange: (formats: MeshFormat[]) => void;
}) {
  return (
    <ToggleGroup.Root
      type="multiple"
      value={[...value]}
      onValueChange={(next) => next.length > 0 && onChange(next as MeshFormat[])}
      aria-label="Formats"
      className="flex flex-wrap gap-1.5"
    >
      {offered.map((format) => (
        <ToggleGroup.Item
          key={format}
          value={format}
          className="h-8 rounded-lg border border-line-strong bg-surface px-3 font-mono text-xs font-medium uppercase text-secondary shadow-low transition-colors hover:bg-muted pointer-coarse:h-10 data-[state=on]:border-accent data-[state=on]:bg-accent-soft data-[state=on]:text-accent-text"
        >
          {format}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
