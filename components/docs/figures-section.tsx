import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { Table, Th } from "@/components/ui/table";

/** A table of what was measured, under its title and what to read it by. All columns but `left` are figures. */
export function FiguresSection({
  title,
  lead,
  columns,
  left = columns.slice(0, 1),
  children,
}: {
  title: string;
  lead: ReactNode;
  columns: readonly string[];
  left?: readonly string[];
  /** The rows. */
  children: ReactNode;
}) {
  return (
    <section className="mb-10">
      <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
      <p className="mt-1 mb-3 text-sm text-secondary">{lead}</p>
      <div className="overflow-hidden rounded-xl border border-line">
        <Table aria-label={title} topmost className="[&_td]:px-3 [&_th]:px-3">
          <thead>
            <tr>
              {columns.map((column) => (
                <Th key={column} className={cn(!left.includes(column) && "text-right")}>
                  {column}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody className="tabular-nums">{children}</tbody>
        </Table>
      </div>
    </section>
  );
}
