"use client";
import { Slider as Radix } from "radix-ui";
import { cn } from "./class-names";

export function Slider({
  value,
  onChange,
  min,
  max,
  step = 1,
  label,
  valueText,
  orientation = "horizontal",
  className,
}: {
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  label: string;
  /** What is read out where the number alone says little. */
  valueText?: string;
  orientation?: "horizontal" | "vertical";
  className?: string;
}) {
  const upright = orientation === "vertical";
  return (
    <Radix.Root
      value={[value]}
      onValueChange={([next]) => next !== undefined && onChange(next)}
      min={min}
      max={max}
      step={step}
      orientation={orientation}
      className={cn(
        "relative flex touch-none items-center select-none",
        upright ? "h-full w-5 flex-col" : "h-5 w-full",
        className,
      )}
    >
      <Radix.Track className={cn("relative grow rounded-full bg-muted-strong", upright ? "w-1" : "h-1")}>
        <Radix.Range className={cn("absolute rounded-full bg-accent", upright ? "w-full" : "h-full")} />
      </Radix.Track>
      <Radix.Thumb
        aria-label={label}
        aria-valuetext={valueText}
        className="block size-4 rounded-full border border-line-strong bg-white shadow-mid hover:scale-110"
      />
    </Radix.Root>
  );
}
