"use client";
import { useState } from "react";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Slider } from "@/components/ui/slider";
import type { SizeAxis } from "@/lib/generations/schema";

const axes = [
  { value: "longest", label: "Longest side" },
  { value: "x", label: "Width (x)" },
  { value: "y", label: "Depth (y)" },
  { value: "z", label: "Height (z)" },
];
const MIN_MM = 5;
const MAX_MM = 1000;

/** Millimetres and the side that they measure. */
export function SizeField({
  sizeMm,
  axis,
  onSize,
  onAxis,
}: {
  sizeMm: number;
  axis: SizeAxis;
  onSize: (sizeMm: number) => void;
  onAxis: (axis: SizeAxis) => void;
}) {
  const [text, setText] = useState(String(sizeMm));
  // A draft that comes back, or a variation, brings another size than what was typed here.
  const [seen, setSeen] = useState(sizeMm);
  if (seen !== sizeMm) {
    setSeen(sizeMm);
    if (Number(text) !== sizeMm) setText(String(sizeMm));
  }
  const wrong = !(Number(text) >= MIN_MM && Number(text) <= MAX_MM);

  function change(next: string) {
    setText(next);
    const value = Number(next);
    if (value >= MIN_MM && value <= MAX_MM) onSize(value);
  }

  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-[5fr_6fr] gap-2">
        <div className="relative">
          <Input
            inputMode="decimal"
            aria-label="Size in millimetres"
            aria-invalid={wrong || undefined}
            value={text}
            onChange={(event) => change(event.target.value.replace(",", "."))}
            onBlur={() => wrong && setText(String(sizeMm))}
            className="pr-11 tabular-nums"
          />
          <span className="pointer-events-none absolute inset-y-0 right-3 grid place-items-center text-sm text-faint">
            mm
          </span>
        </div>
        <Select
          label="The side that the size measures"
          value={axis}
          onChange={(next) => onAxis(next as SizeAxis)}
          options={axes}
        />
      </div>
      <Slider
        label="Size in millimetres"
        min={20}
        max={250}
        step={5}
        value={Math.min(250, Math.max(20, sizeMm))}
        onChange={(next) => change(String(next))}
      />
      <p aria-live="polite" className="text-xs text-faint">
        {wrong
          ? `Between ${MIN_MM} and ${MAX_MM} mm.`
          : sizeMm > 256
            ? "Larger than a common bed of 256 mm."
            : "Fits a common bed of 256 mm."}
      </p>
    </div>
  );
}
