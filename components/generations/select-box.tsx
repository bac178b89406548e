"use client";
import { cn } from "@/components/ui/class-names";

/** A tick on a tile: seen on hover, on focus, on touch, and on every tile once one is ticked. */
export function SelectBox({
  name,
  checked,
  onChange,
  shown,
  className,
}: {
  name: string;
  checked: boolean;
  onChange: () => void;
  shown: boolean;
  className?: string;
}) {
  return (
    <label
      className={cn(
        "grid size-9 cursor-pointer place-items-center rounded-lg transition-opacity",
        !shown &&
          "opacity-0 group-hover/tile:opacity-100 has-focus-visible:opacity-100 pointer-coarse:opacity-100",
        className,
      )}
    >
      <input
        type="checkbox"
        checked={checked}
        onChange={onChange}
        aria-label={`Select ${name}`}
        className="size-4.5 cursor-pointer accent-(--accent)"
      />
    </label>
  );
}
