import { Table, Td, Th } from "@/components/ui/table";
import type { PageFigures } from "@/lib/core/page-figures";

const columns = ["Speed", "Access", "Practice", "Search", "Painted", "Blocked", "Touch", "Shift", "Script"];

/** How the portal's own pages do in a browser. */
export function PageFiguresTable({ rows }: { rows: readonly PageFigures[] }) {
  return (
    <section className="mb-10">
      <h2 className="text-lg font-semibold tracking-tight">The portal in a browser</h2>
      <p className="mt-1 mb-3 text-sm text-secondary">
        Lighthouse 12.8 as a desktop, medians of three, of 100; its largest paint and blocking time; the
        longest from a touch to the next picture; what moved by itself; and all scripts as they travel, of
        which the empty page’s are what Next.js and React take themselves.{" "}
        <code className="font-mono text-sm">npm run bench pages</code> measures it.
      </p>
      <div className="overflow-hidden rounded-xl border border-line">
        <Table
          aria-label="The portal in a browser"
          className="[&_td]:px-3 [&_th]:px-3 [&_thead_th]:border-t-0 [&_tr:last-child_td]:border-b-0"
        >
          <thead>
            <tr>
              <Th>Page</Th>
              {columns.map((column) => (
                <Th key={column} className="text-right">
                  {column}
                </Th>
              ))}
            </tr>
          </thead>
          <tbody className="tabular-nums">
            {rows.map(({ name, shares, largestPaintMs, blockingMs, inpMs, shift, scriptKb }) => (
              <tr key={name}>
                <Td className="font-medium whitespace-nowrap">{name}</Td>
                {[
                  ...shares,
                  `${largestPaintMs} ms`,
                  `${blockingMs} ms`,
                  inpMs === undefined ? "–" : `${inpMs} ms`,
                  shift,
                  `${scriptKb} kB`,
                ].map((figure, at) => (
                  <Td key={columns[at]} className="text-right whitespace-nowrap text-secondary">
                    {figure}
                  </Td>
                ))}
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </section>
  );
}
