import type { Metadata } from "next";
import { measuredPages, measuredViewer, measuredWith, measurements } from "@/components/docs/measurements";
import { DocsHeading } from "@/components/docs/docs-heading";
import { PageFiguresTable } from "@/components/docs/page-figures-table";
import { ViewerFiguresTable } from "@/components/docs/viewer-figures-table";
import { Table, Td, Th } from "@/components/ui/table";

export const metadata: Metadata = { title: "Performance" };

export default function PerformancePage() {
  return (
    <article className="mx-auto w-full max-w-3xl px-4 py-12 sm:px-6">
      <DocsHeading path="/docs/performance" title="Performance">
        No graphics card, and one thread where nothing else is said. Milliseconds depend on the machine, so
        each figure stands beside a native tool that ran by turns in the same minutes; the ratio of the
        medians of five is what to compare. Below 1 we are faster. Measured with the engines{" "}
        {measuredWith.engineVersion}, {measuredWith.date}, on {measuredWith.machine}.{" "}
        <code className="font-mono text-sm">npm run bench</code> measures your own machine.
      </DocsHeading>
      {measurements.map(({ title, against, rows }) => (
        <section key={title} className="mb-10">
          <h2 className="text-lg font-semibold tracking-tight">{title}</h2>
          <p className="mt-1 mb-3 text-sm text-secondary">Beside {against}.</p>
          <div className="overflow-hidden rounded-xl border border-line">
            <Table
              aria-label={title}
              className="[&_td]:max-sm:px-3 [&_th]:max-sm:px-3 [&_thead_th]:border-t-0 [&_tr:last-child_td]:border-b-0"
            >
              <thead>
                <tr>
                  <Th>What</Th>
                  <Th className="text-right">Ours</Th>
                  <Th className="text-right">Theirs</Th>
                  <Th className="text-right">Ratio</Th>
                </tr>
              </thead>
              <tbody className="tabular-nums">
                {rows.map(({ size, oursMs, theirsMs, ratio }) => (
                  <tr key={size}>
                    <Td>{size}</Td>
                    <Td className="text-right text-secondary">{oursMs} ms</Td>
                    <Td className="text-right text-secondary">{theirsMs} ms</Td>
                    <Td className="text-right font-medium">{ratio.toFixed(2)}</Td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </div>
        </section>
      ))}
      {measuredPages.length > 0 && <PageFiguresTable rows={measuredPages} />}
      {measuredViewer.length > 0 && <ViewerFiguresTable rows={measuredViewer} />}
    </article>
  );
}
