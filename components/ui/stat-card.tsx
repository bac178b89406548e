import type { ReactNode } from "react";
import { Card } from "./card";

/** One figure that matters. */
export function StatCard({ name, value, note }: { name: string; value: ReactNode; note?: ReactNode }) {
  return (
    <Card className="px-5 py-4 max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:py-3">
      <p className="text-note text-secondary">{name}</p>
      <p className="flex items-baseline gap-2 text-xl sm:mt-1 sm:text-2xl font-semibold tracking-tight tabular-nums">
        {value} {note && <span className="text-note font-normal tracking-normal text-faint">{note}</span>}
      </p>
    </Card>
  );
}
