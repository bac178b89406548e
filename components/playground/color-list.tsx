"use client";
import { Plus, X } from "lucide-react";
import { Button } from "@/components/ui/button";

/** A few colours; none leaves the choice to the engine. */
export function ColorList({
  label,
  most,
  value,
  onChange,
}: {
  label: string;
  most: number;
  value: string[];
  onChange: (colors: string[] | undefined) => void;
}) {
  const put = (colors: string[]) => onChange(colors.length > 0 ? colors : undefined);
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {value.map((color, n) => (
        <span key={n} className="group relative">
          <input
            type="color"
            aria-label={`${label}, colour ${n + 1}`}
            value={color}
            onChange={(event) => put(value.map((one, at) => (at === n ? event.target.value : one)))}
            className="size-9 cursor-pointer rounded-lg border border-line-strong bg-surface p-1"
          />
          <button
            type="button"
            aria-label={`Remove colour ${n + 1}`}
            onClick={() => put(value.filter((_, at) => at !== n))}
            className="absolute -top-1.5 -right-1.5 grid size-4 place-items-center rounded-full border border-line bg-raised text-faint opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
          >
            <X aria-hidden className="size-3" />
          </button>
        </span>
      ))}
      {value.length < most && (
        <Button
          size="icon-small"
          aria-label="Add a colour"
          onClick={() => put([...value, next(value.length)])}
        >
          <Plus aria-hidden className="size-4" />
        </Button>
      )}
      {value.length === 0 && <span className="text-xs text-faint">The picture’s own</span>}
    </div>
  );
}

const usual = ["#f5f5f2", "#1a1a1a", "#d8402b", "#2f6fc4", "#3d9b4f", "#f2c230"];
const next = (n: number): string => usual[n % usual.length];
