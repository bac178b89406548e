import { Td } from "@/components/ui/table";
import type { PageFigures } from "@/lib/core/page-figures";
import { FiguresSection } from "./figures-section";

const columns = ["Speed", "Access", "Practice", "Search", "Painted", "Blocked", "Touch", "Shift", "Script"];

/** How the portal's own pages do in a browser. */
export function PageFiguresTable({ rows }: { rows: readonly PageFigures[] }) {
  return (
    <FiguresSection
      title="The portal in a browser"
      lead={
        <>
          Lighthouse 12.8 as a desktop, medians of three, of 100; its largest paint and blocking time; the
          longest from a touch to the next picture; what moved by itself; and all scripts as they travel, of
          which the empty page’s are what Next.js and React take themselves.{" "}
          <code className="font-mono text-sm">npm run bench pages</code> measures it.
        </>
      }
      columns={["Page", ...columns]}
    >
      {rows.map(({ name, shares, largestPaintMs, blockingMs, inpMs, shift, scriptKb }) => (
        <tr key={name}>
          <Td className="font-medium">{name}</Td>
          {[
            ...shares,
            `${largestPaintMs} ms`,
            `${blockingMs} ms`,
            inpMs === undefined ? "–" : `${inpMs} ms`,
            shift,
            `${scriptKb} kB`,
          ].map((figure, at) => (
            <Td key={columns[at]} className="text-right text-secondary">
              {figure}
            </Td>
          ))}
        </tr>
      ))}
    </FiguresSection>
  );
}
