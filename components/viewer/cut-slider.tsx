"use client";
import { Slider } from "@/components/ui/slider";

const LAYER_MM = 0.2;

/** Runs a horizontal cut through the model, layer by layer, as a printer would lay it down. */
export function CutSlider({
  heightMm,
  cutMm,
  onChange,
}: {
  heightMm: number;
  cutMm: number;
  onChange: (cutMm: number) => void;
}) {
  const layers = Math.max(1, Math.ceil(heightMm / LAYER_MM));
  const layer = Math.min(layers, Math.round(cutMm / LAYER_MM));
  return (
    <div className="absolute top-16 right-3 bottom-12 flex w-16 flex-col items-center gap-2 rounded-xl bg-raised/85 py-3 shadow-low backdrop-blur">
      <span className="text-center font-mono text-[10px] leading-4 text-secondary">
        {layer}/{layers}
        <br />
        {Math.min(cutMm, heightMm).toFixed(1)} mm
      </span>
      <div className="min-h-0 flex-1">
        <Slider
          orientation="vertical"
          label="Height of the cut in layers"
          value={layer}
          min={1}
          max={layers}
          onChange={(next) => onChange(next * LAYER_MM)}
        />
      </div>
    </div>
  );
}
