"use client";
import { Select } from "@/components/ui/select";
import type { EngineChoice } from "@/lib/generations/schema";

const engines: Record<"image" | "prompt", { value: EngineChoice; label: string; hint: string }[]> = {
  image: [
    { value: "auto", label: "Automatic", hint: "The picture decides" },
    { value: "figure", label: "Figure", hint: "A full body that stands" },
    { value: "relief", label: "Relief", hint: "A plate, bright stands out" },
    { value: "lithophane", label: "Lithophane", hint: "A panel for a light behind it" },
    { value: "extrude", label: "Extrude", hint: "A logo raised, holes kept" },
    { value: "layers", label: "Layers", hint: "A drawing in a few colours" },
  ],
  prompt: [
    { value: "auto", label: "Automatic", hint: "The words decide" },
    { value: "parametric", label: "Shape", hint: "Built from measures" },
    { value: "text", label: "Text", hint: "The words themselves, as a plate" },
  ],
};

/** Which engine makes the model. Those that need several pictures are offered by the API alone. */
export function EnginePicker({
  input,
  value,
  onChange,
}: {
  input: "image" | "prompt";
  value: EngineChoice;
  onChange: (engine: EngineChoice) => void;
}) {
  return (
    <Select
      label="Engine"
      value={value}
      onChange={(next) => onChange(next as EngineChoice)}
      options={engines[input]}
    />
  );
}
