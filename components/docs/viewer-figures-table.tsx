import { Table, Td, Th } from "@/components/ui/table";
import type { measuredViewer } from "./measurements";

/** How fast models stand in 3D in a browser, and what is held of the machine afterwards. */
export function ViewerFiguresTable({ rows }: { rows: typeof measuredViewer }) {
  return (
    <section className="mb-10">
      <h2 className="text-lg font-semibold tracking-tight">Models in a browser</h2>
      <p className="mt-1 mb-3 text-sm text-secondary">
        Drawn by the processor, as on a machine without a graphics card; medians.{" "}
        <code className="font-mono text-sm">npm run bench viewer</code> and{" "}
        <code className="font-mono text-sm">npm run bench preview</code> measure it.
      </p>
      <div className="overflow-hidden rounded-xl border border-line">
        <Table
          aria-label="Models in a browser"
          className="[&_td]:px-3 [&_th]:px-3 [&_thead_th]:border-t-0 [&_tr:last-child_td]:border-b-0"
        >
          <thead>
            <tr>
              <Th>What</Th>
              <Th className="text-right">Took</Th>
              <Th>With</Th>
            </tr>
          </thead>
          <tbody className="tabular-nums">
            {rows.map(({ name, medianMs, note }) => (
              <tr key={name}>
                <Td className="font-medium">{name}</Td>
                <Td className="text-right whitespace-nowrap text-secondary">{Math.round(medianMs)} ms</Td>
                <Td className="text-secondary">{note}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </section>
  );
}
