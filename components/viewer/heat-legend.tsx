"use client";
import type { WallMap } from "@/lib/geometry/print/map-walls";
import { cn } from "@/components/ui/class-names";
import { Spinner } from "@/components/ui/spinner";
import { heatColours, thinShare } from "./heat-materials";
import { processes, type Process } from "./view-mode";

/** What the colours of a heat map mean, and how much of the surface they cover. */
export function HeatLegend({
  mode,
  walls,
  process,
  onProcess,
}: {
  mode: "overhangs" | "walls";
  walls: WallMap | "failed" | null;
  process: Process;
  onProcess: (process: Process) => void;
}) {
  return (
    <div
      role="status"
      className="absolute bottom-3 left-3 max-w-[calc(100%-1.5rem)] rounded-xl border border-line bg-raised/90 px-3 py-2 text-xs text-secondary shadow-low"
    >
      {mode === "overhangs" ? (
        <Scale from="45°" to="flat ceiling" colours={[heatColours.some, heatColours.most]} />
      ) : walls === null ? (
        <span className="flex items-center gap-2">
          <Spinner /> Measuring the walls…
        </span>
      ) : walls === "failed" ? (
        "The walls could not be measured here; the print report has their figures."
      ) : (
        <Walls walls={walls} process={process} onProcess={onProcess} />
      )}
    </div>
  );
}

function Walls({
  walls,
  process,
  onProcess,
}: {
  walls: WallMap;
  process: Process;
  onProcess: (process: Process) => void;
}) {
  const limit = processes[process];
  const share = thinShare(walls, limit);
  return (
    <>
      <div role="radiogroup" aria-label="Process" className="mb-1.5 flex gap-1">
        {(Object.keys(processes) as Process[]).map((name) => (
          <button
            key={name}
            type="button"
            role="radio"
            aria-checked={name === process}
            onClick={() => onProcess(name)}
            className={cn(
              "rounded-md px-1.5 py-0.5 font-mono text-[11px] uppercase hover:bg-muted",
              name === process && "bg-accent-soft text-accent-text hover:bg-accent-soft",
            )}
          >
            {name}
          </button>
        ))}
      </div>
      <Scale
        from={`< ${limit} mm`}
        to={`${limit * 2} mm`}
        colours={[heatColours.most, heatColours.some, heatColours.none]}
      />
      <p className="mt-1">
        {share < 0.0005
          ? `Nothing is thinner than ${limit} mm.`
          : `${(share * 100).toFixed(1)} % of the surface is thinner than ${limit} mm.`}
      </p>
    </>
  );
}

function Scale({ from, to, colours }: { from: string; to: string; colours: string[] }) {
  return (
    <span className="flex items-center gap-2 font-mono text-[11px]">
      {from}
      <span
        aria-hidden
        className="h-2 w-20 rounded-full"
        style={{ background: `linear-gradient(to right, ${colours.join(", ")})` }}
      />
      {to}
    </span>
  );
}
