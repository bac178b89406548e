import { withUnit } from "./chart-kit";

interface Shown {
  active?: boolean;
  label?: string | number;
  payload?: readonly { name?: string | number; value?: unknown; color?: string; dataKey?: unknown }[];
  unit: string;
}

/** What the pointer stands on. */
export function ChartNote({ active, label, payload, unit }: Shown) {
  if (!active || !payload?.length) return null;
  return (
    <div className="rounded-lg border border-line bg-raised px-3 py-2 text-note shadow-high">
      <p className="mb-1 text-xs text-faint">{label}</p>
      {payload.map((line) => (
        <p key={String(line.name)} className="flex items-center gap-2">
          <span aria-hidden className="size-2 rounded-full" style={{ background: line.color }} />
          {line.name}
          <span className="ml-auto pl-3 font-medium tabular-nums">
            {withUnit(typeof line.value === "number" ? line.value : null, unit)}
          </span>
        </p>
      ))}
    </div>
  );
}
