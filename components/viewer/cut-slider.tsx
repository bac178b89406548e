"use client";
import type { Vector3 } from "three";
import { cn } from "@/components/ui/class-names";
import { Slider } from "@/components/ui/slider";
import { cutReach } from "./cut-plane";
import { cutAxes, type Cut } from "./view-mode";

const LAYER_MM = 0.2;
const axisNames = { z: "By layers", x: "From the side", y: "From the front" };

/** Runs a cut through the model: by layers, as a printer would lay it down, or along the bed. */
export function CutSlider({
  extent,
  cut,
  onChange,
}: {
  extent: Vector3;
  cut: Cut;
  onChange: (cut: Cut) => void;
}) {
  const reach = cutReach(cut.axis, extent);
  const steps = Math.max(1, Math.ceil(reach / LAYER_MM));
  const step = Math.min(steps, Math.round(cut.mm / LAYER_MM));
  const shown = Math.min(cut.mm, reach);
  return (
    <div className="absolute top-16 right-3 bottom-12 flex w-18 flex-col items-center gap-2 rounded-xl border border-line bg-raised/90 py-2 shadow-low">
      <div role="radiogroup" aria-label="Direction of the cut" className="flex">
        {cutAxes.map((axis) => (
          <button
            key={axis}
            type="button"
            role="radio"
            aria-checked={cut.axis === axis}
            aria-label={axisNames[axis]}
            title={axisNames[axis]}
            onClick={() => onChange({ axis, mm: cutReach(axis, extent) * 0.6 })}
            className={cn(
              "grid size-5.5 place-items-center rounded-md font-mono text-xs text-secondary hover:bg-muted",
              cut.axis === axis && "bg-accent-soft text-accent-text hover:bg-accent-soft",
            )}
          >
            {axis}
          </button>
        ))}
      </div>
      <div className="min-h-0 flex-1">
        <Slider
          orientation="vertical"
          label={cut.axis === "z" ? "Height of the cut in layers" : "Place of the cut"}
          value={step}
          min={1}
          max={steps}
          onChange={(next) => onChange({ ...cut, mm: next * LAYER_MM })}
        />
      </div>
      <span className="text-center font-mono text-[10px] leading-4 text-secondary tabular-nums">
        {shown.toFixed(1)} mm
        {cut.axis === "z" && (
          <>
            <br />
            {step}/{steps}
          </>
        )}
      </span>
    </div>
  );
}
