import type { Metadata } from "next";
import { measuredPages, measuredViewer, measuredWith, measurements } from "@/components/docs/measurements";
import { DocsHeading } from "@/components/docs/docs-heading";
import { FiguresSection } from "@/components/docs/figures-section";
import { PageFiguresTable } from "@/components/docs/page-figures-table";
import { ViewerFiguresTable } from "@/components/docs/viewer-figures-table";
import { Td } from "@/components/ui/table";

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
        <FiguresSection
          key={title}
          title={title}
          lead={`Beside ${against}.`}
          columns={["What", "Ours", "Theirs", "Ratio"]}
        >
          {rows.map(({ size, oursMs, theirsMs, ratio }) => (
            <tr key={size}>
              <Td className="max-sm:whitespace-normal">{size}</Td>
              <Td className="text-right text-secondary">{oursMs} ms</Td>
              <Td className="text-right text-secondary">{theirsMs} ms</Td>
              <Td className="text-right font-medium">{ratio.toFixed(2)}</Td>
            </tr>
          ))}
        </FiguresSection>
      ))}
      {measuredPages.length > 0 && <PageFiguresTable rows={measuredPages} />}
      {measuredViewer.length > 0 && <ViewerFiguresTable rows={measuredViewer} />}
    </article>
  );
}
