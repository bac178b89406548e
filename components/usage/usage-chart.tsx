import { cn } from "@/components/ui/class-names";
import { formatDate, formatNumber } from "@/components/ui/format";
import type { UsageRow } from "@/lib/usage/schema";

/** Credits a day as bars; screen readers get the same as a table. */
export function UsageChart({ rows }: { rows: readonly UsageRow[] }) {
  const top = Math.max(1, ...rows.map((row) => row.credits_used));
  const first = rows[0];
  const last = rows.at(-1);
  return (
    <figure>
      <figcaption className="flex items-baseline justify-between text-sm">
        <span className="font-medium">Credits a day</span>
        <span className="text-xs text-faint tabular-nums">
          highest {formatNumber(Math.max(0, ...rows.map((row) => row.credits_used)))}
        </span>
      </figcaption>
      <div aria-hidden className="mt-4 flex h-36 items-end gap-[3px] border-b border-line">
        {rows.map((row) => {
          const share = Math.max(0, row.credits_used) / top;
          return (
            <div key={row.group} className="group relative flex h-full flex-1 items-end">
              <div
                className={cn(
                  "w-full rounded-t-[3px] transition-colors",
                  share > 0 ? "bg-accent group-hover:bg-accent-hover" : "bg-muted-strong",
                )}
                style={{ height: share > 0 ? `${Math.max(4, share * 100)}%` : "2px" }}
              />
              <span className="pointer-events-none absolute bottom-full left-1/2 z-10 mb-1 hidden -translate-x-1/2 rounded-md bg-foreground px-2 py-1 text-xs whitespace-nowrap text-background shadow-mid group-hover:block">
                {formatDate(row.group)}: {formatNumber(row.credits_used)} credits,{" "}
                {formatNumber(row.requests)} calls
              </span>
            </div>
          );
        })}
      </div>
      {first && last && (
        <div aria-hidden className="mt-2 flex justify-between text-xs text-faint">
          <span>{formatDate(first.group)}</span>
          <span>{formatDate(last.group)}</span>
        </div>
      )}
      <table className="sr-only">
        <caption>Credits and calls a day</caption>
        <tbody>
          {rows
            .filter((row) => row.credits_used !== 0 || row.requests > 0)
            .map((row) => (
              <tr key={row.group}>
                <th scope="row">{row.group}</th>
                <td>{row.credits_used} credits</td>
                <td>{row.requests} calls</td>
              </tr>
            ))}
        </tbody>
      </table>
    </figure>
  );
}
