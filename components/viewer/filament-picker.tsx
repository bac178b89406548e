"use client";
import { cn } from "@/components/ui/class-names";

export const filaments = [
  { name: "Signal orange", colour: "#e8622c" },
  { name: "Bone white", colour: "#e9e4da" },
  { name: "Slate", colour: "#5f6773" },
  { name: "Forest", colour: "#3f7d5c" },
  { name: "Cobalt", colour: "#3867c8" },
] as const;

/** Which filament the plain model is shown in. */
export function FilamentPicker({ value, onChange }: { value: string; onChange: (colour: string) => void }) {
  return (
    <div
      role="radiogroup"
      aria-label="Filament"
      className="absolute bottom-3 left-3 flex gap-1 rounded-full bg-raised/90 p-1 shadow-low"
    >
      {filaments.map(({ name, colour }) => (
        <button
          key={colour}
          type="button"
          role="radio"
          aria-checked={value === colour}
          aria-label={name}
          title={name}
          onClick={() => onChange(colour)}
          className={cn(
            "size-5 rounded-full border border-black/15 transition-transform hover:scale-110 pointer-coarse:size-7",
            value === colour && "ring-2 ring-foreground/70 ring-offset-2 ring-offset-raised",
          )}
          style={{ background: colour }}
        />
      ))}
    </div>
  );
}
