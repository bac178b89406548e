"use client";
import { Textarea } from "@/components/ui/input";

/** Wishes that the embedded engine is known to understand. */
const examples = [
  "a tall twisted vase",
  "a small castle",
  "a gear with 24 teeth",
  "a friendly robot",
  "a hexagonal pen holder 90 mm tall",
  "a bowl with ribs",
];

export function PromptField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  return (
    <div className="grid gap-3">
      <Textarea
        aria-label="What to model, in words"
        placeholder="a tall twisted vase with eight sides"
        value={value}
        maxLength={1000}
        onChange={(event) => onChange(event.target.value)}
        className="h-52 resize-none rounded-xl p-4 sm:h-64 sm:text-[15px]"
      />
      <div className="flex flex-wrap gap-1.5">
        {examples.map((example) => (
          <button
            key={example}
            type="button"
            onClick={() => onChange(example)}
            className="h-8 rounded-full border border-line bg-surface px-3 text-[13px] text-secondary transition-colors hover:border-line-strong hover:text-foreground pointer-coarse:h-10"
          >
            {example}
          </button>
        ))}
      </div>
      <p className="text-[13px] leading-5 text-faint">
        Words are built by an engine that knows shapes and measures, not by a painter: name the thing, its
        form and its size.
      </p>
    </div>
  );
}
