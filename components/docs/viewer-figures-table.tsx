import { Td } from "@/components/ui/table";
import { FiguresSection } from "./figures-section";
import type { measuredViewer } from "./measurements";

/** How fast models stand in 3D in a browser, and what is held of the machine afterwards. */
export function ViewerFiguresTable({ rows }: { rows: typeof measuredViewer }) {
  return (
    <FiguresSection
      title="Models in a browser"
      lead={
        <>
          Drawn by the processor, as on a machine without a graphics card; medians.{" "}
          <code className="font-mono text-sm">npm run bench viewer</code> and{" "}
          <code className="font-mono text-sm">npm run bench preview</code> measure it.
        </>
      }
      columns={["What", "Took", "With"]}
      left={["What", "With"]}
    >
      {rows.map(({ name, medianMs, note }) => (
        <tr key={name}>
          <Td className="font-medium max-sm:whitespace-normal">{name}</Td>
          <Td className="text-right text-secondary">{Math.round(medianMs)} ms</Td>
          <Td className="text-secondary">{note}</Td>
        </tr>
      ))}
    </FiguresSection>
  );
}
