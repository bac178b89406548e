import { z } from "zod";
import { Table, Td, Th } from "@/components/ui/table";
import { GenerationSettings } from "@/lib/generations/schema";

/** The fields of a request, as the schema that checks them describes them. */
export function OptionTable() {
  return (
    <div className="overflow-hidden rounded-xl border border-line">
      <Table
        aria-label="Options"
        className="[&_td]:whitespace-normal [&_thead_th]:border-t-0 [&_tr:last-child_td]:border-b-0"
      >
        <thead>
          <tr>
            <Th>Field</Th>
            <Th>Meaning</Th>
            <Th>Default</Th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <Td className="align-top font-mono text-[13px] text-foreground">image</Td>
            <Td>The picture as a file part: PNG, JPEG or WebP. The engine hull takes two to six of them</Td>
            <Td />
          </tr>
          <tr>
            <Td className="align-top font-mono text-[13px] text-foreground">depth_map</Td>
            <Td>
              How near each point of the picture is, for the engine figure: a grey picture as a file part
            </Td>
            <Td />
          </tr>
          <tr>
            <Td className="align-top font-mono text-[13px] text-foreground">normal_map</Td>
            <Td>
              Which way the surface looks at each point of the picture, instead: red right, green up, blue
              towards the viewer, of the picture&apos;s proportions
            </Td>
            <Td />
          </tr>
          {fieldsOf(GenerationSettings).map(({ name, schema }) => (
            <tr key={name}>
              <Td className="align-top font-mono text-[13px] text-foreground">{name}</Td>
              <Td className="min-w-56">{meanings[name] ?? meaningOf(schema)}</Td>
              <Td className="align-top font-mono text-[13px]">{defaultOf(schema)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

interface DocumentedField {
  /** An engine's setting with the engine before it: `hull.angles`. */
  name: string;
  schema: z.ZodType;
}

function fieldsOf(object: z.ZodObject): DocumentedField[] {
  return Object.entries(object.shape as Record<string, z.ZodType>).flatMap(([name, schema]) => {
    const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    if (!(inner instanceof z.ZodObject)) return [{ name, schema }];
    return fieldsOf(inner).map((field) => ({ ...field, name: `${name}.${field.name}` }));
  });
}

/** Where a field's own description stands on the shape behind its default. */
const meanings: Record<string, string> = {
  quality: "Quality tier: resolution, colours and price",
  engine: "auto, figure, relief, lithophane, extrude, layers, hull, text or parametric",
  formats: "stl, glb, obj, ply, 3mf, fbx, usdz; several by commas, all for one price",
  size_mm: "Extent of the finished model in millimetres, 5 to 1,000",
  size_axis: "The side that size_mm measures: longest, x, y or z",
  seed: "The same seed gives the same bytes",
};

function meaningOf(schema: z.ZodType): string | undefined {
  const own = schema.meta()?.description;
  return own ?? (schema instanceof z.ZodOptional ? meaningOf(schema.unwrap() as z.ZodType) : undefined);
}

function defaultOf(schema: unknown): string {
  const value = (schema as { def?: { defaultValue?: unknown } }).def?.defaultValue;
  return value === undefined ? "" : [value].flat().join(", ");
}
