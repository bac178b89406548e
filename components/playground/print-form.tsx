"use client";
import { Select } from "@/components/ui/select";
import { SizeField } from "@/components/generations/size-field";
import type { SettingField } from "./describe-settings";
import type { PlaygroundState, PrintWish } from "./playground-state";
import { findPrinter, printers, USUAL_ROOM_MM } from "./printers";
import { SettingControl } from "./setting-control";

/** What the print needs: the printer and its room, the size, and the clauses that the result is measured against. */
export function PrintForm({
  state,
  change,
}: {
  state: PlaygroundState;
  change: (part: Partial<PlaygroundState>) => void;
}) {
  const { print, printer, mustFit } = state;
  const setPrint = (name: string, value: unknown) => {
    const next: PrintWish = { ...print, [name]: value };
    if (name === "hollow_mm" && value === undefined) next.drain_holes = next.drain_hole_mm = undefined;
    if (name === "split" && value !== "pegs") next.split_clearance_mm = undefined;
    change({ print: next });
  };
  const room = findPrinter(printer)?.roomMm ?? USUAL_ROOM_MM;
  const hidden = (name: string) => /^drain/.test(name) && print.hollow_mm === undefined;
  return (
    <div className="grid gap-4">
      <Select
        label="Printer"
        value={printer || "any"}
        onChange={(name) => {
          const found = findPrinter(name);
          change({
            printer: found ? name : "",
            print: { ...print, process: found && found.process !== "fdm" ? found.process : undefined },
          });
        }}
        options={[
          { value: "any", label: "Any printer", hint: `${USUAL_ROOM_MM.join(" × ")} mm` },
          ...printers.map(({ name, roomMm, process }) => ({
            value: name,
            label: name,
            hint: `${roomMm.join(" × ")} mm${process === "fdm" ? "" : `, ${process.toUpperCase()}`}`,
          })),
        ]}
      />
      <SizeField
        sizeMm={state.sizeMm}
        axis={state.sizeAxis}
        onSize={(sizeMm) => change({ sizeMm })}
        onAxis={(sizeAxis) => change({ sizeAxis })}
      />
      <SettingControl
        field={{
          kind: "switch",
          name: "must_fit",
          label: "Charge only if it fits",
          hint: `The model must fit ${room.join(" × ")} mm as it stands, or nothing is charged`,
          fallback: false,
        }}
        value={mustFit || undefined}
        onChange={(next) => change({ mustFit: next === true })}
      />
      {fields
        .filter(({ name }) => !hidden(name))
        .map((field) => (
          <SettingControl
            key={field.name}
            field={field}
            value={print[field.name as keyof PrintWish]}
            onChange={(value) => setPrint(field.name, value)}
          />
        ))}
    </div>
  );
}

const fields: SettingField[] = [
  {
    kind: "choice",
    name: "process",
    label: "Thinnest wall by process",
    hint: "No wall may be thinner than 0.8 mm (FDM), 0.5 mm (SLA) or 0.7 mm (SLS), or nothing is charged",
    options: ["any", "fdm", "sla", "sls"],
    fallback: "any",
  },
  {
    kind: "choice",
    name: "base",
    label: "Base",
    hint: "What it stands on",
    options: ["none", "flat", "disc", "plate"],
    fallback: "none",
  },
  {
    kind: "choice",
    name: "orientation",
    label: "Side it prints on",
    hint: "Automatic turns it to the side with least overhang",
    options: ["keep", "auto"],
    fallback: "keep",
  },
  {
    kind: "number",
    name: "min_wall_mm",
    label: "Thinnest wall",
    hint: "Instead of the process's own",
    min: 0.1,
    max: 5,
    step: 0.1,
    unit: "mm",
  },
  {
    kind: "number",
    name: "hollow_mm",
    label: "Hollow behind walls of",
    hint: "Empty field: solid",
    min: 0.8,
    max: 20,
    step: 0.1,
    unit: "mm",
  },
  {
    kind: "number",
    name: "drain_holes",
    label: "Drain holes",
    hint: "In the underside",
    min: 0,
    max: 4,
    step: 1,
    unit: "",
    fallback: 0,
  },
  {
    kind: "number",
    name: "drain_hole_mm",
    label: "Drain diameter",
    hint: "Of each",
    min: 1,
    max: 10,
    step: 0.5,
    unit: "mm",
    fallback: 3.5,
  },
  {
    kind: "choice",
    name: "split",
    label: "What is larger than the bed",
    hint: "Cut into pieces with pegs",
    options: ["none", "pegs"],
    fallback: "none",
  },
  {
    kind: "number",
    name: "max_triangles",
    label: "Most triangles",
    hint: "Empty field: the quality's own",
    min: 100,
    max: 2_000_000,
    step: 1,
    unit: "",
  },
];
