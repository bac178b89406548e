"use client";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import type { DescribedEngine, SettingField } from "./describe-settings";
import type { MapKind } from "./map-settings";
import { SettingControl } from "./setting-control";

/** What most people turn; the rest waits behind "more". */
const firstOf: Record<DescribedEngine, readonly string[]> = {
  figure: ["depth_white", "depth_range", "normal_green", "depth_ratio", "tilt.x", "tilt.z", "flat_back"],
  relief: ["height_share", "frame_share", "invert", "smoothing"],
  lithophane: ["shape", "min_thickness_mm", "max_thickness_mm", "frame_mm"],
  extrude: ["height_mm", "bevel_mm", "bevel", "base"],
  layers: ["arrangement", "colors", "palette", "order"],
  hull: ["rounding"],
  text: ["style", "font", "relief", "height_mm", "letter_color"],
};

/** The settings of one engine, in the order in which they matter. */
export function EngineSettingsForm({
  engine,
  fields: all,
  map,
  values,
  onChange,
}: {
  engine: DescribedEngine;
  fields: SettingField[];
  /** What is sent beside the picture. */
  map: MapKind | undefined;
  values: Record<string, unknown>;
  onChange: (name: string, value: unknown) => void;
}) {
  const [open, setOpen] = useState(false);
  const fields = all.filter(({ needs }) => !needs || needs === map);
  const first = firstOf[engine].flatMap((name) => fields.filter((field) => field.name === name));
  const rest = fields.filter((field) => !first.includes(field));
  const shown = open ? [...first, ...rest] : first;
  const said = Object.values(values).some((value) => value !== undefined);
  return (
    <div className="grid gap-4">
      {shown.map((field) => (
        <SettingControl
          key={field.name}
          field={field}
          value={values[field.name]}
          onChange={(value) => onChange(field.name, value)}
        />
      ))}
      <div className="flex flex-wrap gap-2">
        {rest.length > 0 && (
          <Button size="small" look="ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? "Fewer settings" : `${rest.length} more settings`}
            <ChevronDown aria-hidden className={cn("size-4 transition-transform", open && "rotate-180")} />
          </Button>
        )}
        {said && (
          <Button
            size="small"
            look="ghost"
            onClick={() => Object.keys(values).forEach((name) => onChange(name, undefined))}
          >
            As usual
          </Button>
        )}
      </div>
    </div>
  );
}
