import { Table, Td, Th } from "@/components/ui/table";

/** What each engine lays on its models in the qualities with a texture. */
export function TextureTable() {
  return (
    <div className="overflow-hidden rounded-xl border border-line">
      <Table aria-label="Colour by engine" topmost className="[&_td]:whitespace-normal">
        <thead>
          <tr>
            <Th>Engine</Th>
            <Th>What it carries</Th>
          </tr>
        </thead>
        <tbody>
          {carried.map(([engine, what]) => (
            <tr key={engine}>
              <Td className="align-top font-mono text-[13px] text-foreground">{engine}</Td>
              <Td>{what}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

const carried = [
  ["figure", "The picture from the front; the calm colours of its rim on the back"],
  [
    "hull",
    "Each picture on the side it was taken from, blended where two meet; sides that no picture shows, and what stands behind something, in the colours beside them",
  ],
  [
    "relief",
    "The picture from above, on pale paper where it is transparent; frame, walls and underside in its mean colour, darkened",
  ],
  [
    "extrude",
    "The picture from above; walls and underside in the colours of the drawing’s edge; a base in the colour of the picture’s ground",
  ],
  ["layers", "One flat colour a body, in every quality; with a texture as a small palette"],
  ["text", "The colours that you name, a body each, in every quality"],
  ["parametric", "The shape’s own colours with crisp borders, in every quality: GLB and USDZ as a palette"],
  ["lithophane", "None: it is printed in one pale filament"],
] as const;
