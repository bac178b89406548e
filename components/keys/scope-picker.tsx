"use client";
import { ToggleGroup } from "radix-ui";
import { scopes } from "@/lib/core/actor";
import type { KeyScope } from "@/lib/keys/schema";

const meanings: Record<KeyScope, string> = {
  generate: "Make, cancel and delete models",
  read: "Read models, usage and balance",
  keys: "Manage API keys",
  billing: "Read the credit ledger",
  webhooks: "Manage webhooks",
  privacy: "Privacy requests",
};

/** What the key may do; the fewer, the less a lost key can harm. */
export function ScopePicker({
  value,
  onChange,
}: {
  value: KeyScope[];
  onChange: (scopes: KeyScope[]) => void;
}) {
  return (
    <div className="grid gap-1.5">
      <span className="text-sm font-medium">May</span>
      <ToggleGroup.Root
        type="multiple"
        value={value}
        onValueChange={(next) => onChange(next as KeyScope[])}
        aria-label="What the key may do"
        className="flex flex-wrap gap-1.5"
      >
        {scopes.map((scope) => (
          <ToggleGroup.Item
            key={scope}
            value={scope}
            title={meanings[scope]}
            className="h-8 rounded-lg border border-line-strong bg-surface px-3 text-note font-medium text-secondary shadow-low hover:bg-muted pointer-coarse:h-10 data-[state=on]:border-accent data-[state=on]:bg-accent-soft data-[state=on]:text-accent-text"
          >
            {scope}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
      <p className="text-note text-faint">
        {value.map((scope) => meanings[scope]).join(" · ") || "Choose at least one."}
      </p>
    </div>
  );
}
