import { z } from "zod";
import {
  GenerationSettings,
  promptQualities,
  qualities,
  type MeshFormat,
  type Quality,
} from "@/lib/generations/schema";
import { mapSettings, type MapKind } from "./map-settings";

/** A control for one setting of an engine, as its schema describes it. */
export type SettingField = {
  name: string;
  label: string;
  hint: string;
  fallback?: unknown;
  /** It says something only beside a map of this kind. */
  needs?: MapKind;
} & (
  | { kind: "number"; min: number; max: number; step: number; unit: string }
  | { kind: "choice"; options: string[] }
  | { kind: "switch" }
  | { kind: "color" }
  | { kind: "colors"; most: number }
);

export const describedEngines = [
  "figure",
  "relief",
  "lithophane",
  "extrude",
  "layers",
  "hull",
  "text",
] as const;
export type DescribedEngine = (typeof describedEngines)[number];

export interface Tier {
  name: Quality;
  resolution: number;
  textured: boolean;
  credits: number;
  seconds: number;
  maxTriangles: number;
  formats: readonly MeshFormat[];
  forPrompt: boolean;
}

export interface PlaygroundFacts {
  forms: Record<DescribedEngine, SettingField[]>;
  tiers: Tier[];
}

/**
 * What the page's form is made of, read from the very schema that the API checks with; on the server, so that no visitor
 * downloads a validator for it.
 */
export function describeSettings(): PlaygroundFacts {
  const root = z.toJSONSchema(GenerationSettings, { io: "input", unrepresentable: "any" }) as JsonSchema;
  const forms = Object.fromEntries(
    describedEngines.map((engine) => [engine, fieldsOf(root.properties?.[engine]?.properties ?? {})]),
  ) as Record<DescribedEngine, SettingField[]>;
  const tiers = (Object.keys(qualities) as Quality[]).map((name): Tier => {
    const {
      resolution,
      textured,
      credits,
      estimatedTimeSeconds: seconds,
      maxTriangles,
      formats,
    } = qualities[name];
    return {
      name,
      resolution,
      textured,
      credits,
      seconds,
      maxTriangles,
      formats,
      forPrompt: promptQualities.includes(name),
    };
  });
  return { forms, tiers };
}

interface JsonSchema {
  type?: string;
  properties?: Record<string, JsonSchema>;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  pattern?: string;
  items?: JsonSchema;
  default?: unknown;
  description?: string;
}

function fieldsOf(properties: Record<string, JsonSchema>, prefix = ""): SettingField[] {
  return Object.entries(properties).flatMap(([key, schema]): SettingField[] => {
    const name = prefix + key;
    // Whoever writes in a field of several lines breaks them there.
    if (name === "line_length") return [];
    const about = {
      name,
      label: labelOf(name),
      hint: schema.description ?? "",
      fallback: schema.default,
      ...(mapSettings[name] ? { needs: mapSettings[name] } : {}),
    };
    if (schema.type === "object") return fieldsOf(schema.properties ?? {}, `${name}.`);
    if (schema.enum) return [{ ...about, kind: "choice", options: schema.enum }];
    if (schema.type === "boolean") return [{ ...about, kind: "switch" }];
    if (schema.type === "string" && schema.pattern?.includes("#")) return [{ ...about, kind: "color" }];
    if (schema.type === "array" && schema.items?.pattern?.includes("#"))
      return [{ ...about, kind: "colors", most: schema.maxItems ?? 16 }];
    if (schema.type !== "number" && schema.type !== "integer") return [];
    const { minimum: min = 0, maximum: max = 100 } = schema;
    const step = schema.type === "integer" ? 1 : stepOf(min, max, name);
    return [{ ...about, kind: "number", min, max, step, unit: unitOf(name) }];
  });
}

const unitOf = (name: string): string =>
  name.endsWith("_mm") ? "mm" : name.endsWith("_degrees") ? "°" : name.endsWith("_per_mm") ? "/mm" : "";

const stepOf = (min: number, max: number, name: string): number =>
  name.endsWith("_degrees") ? 5 : max - min > 40 ? 0.5 : max - min > 4 ? 0.1 : max - min > 0.6 ? 0.05 : 0.005;

function labelOf(name: string): string {
  const known = labels[name];
  if (known) return known;
  const words = name.replace(/_(mm|degrees|share|em)$/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const labels: Record<string, string> = {
  "tilt.x": "Leans to the right",
  "tilt.z": "Leans upward",
  depth_ratio: "Depth",
  depth_white: "White in the depth map is",
  depth_range: "Reach of the depth map",
  normal_green: "Green in the normal map looks",
  emboss: "Surface detail",
  attenuation_per_mm: "Light swallowed",
  max_error_mm: "Allowed error",
  max_error: "Allowed error",
  height_share: "Relief height",
  base_share: "Plate thickness",
  frame_share: "Frame",
  bevel_mm: "Bevel width",
  bevel: "Bevel form",
  base: "Base",
  base_mm: "Base thickness",
  hole_mm: "Hole",
  step_mm: "Each colour",
  letter_spacing_em: "Letter spacing",
  palette: "Filaments at hand",
  print_layer_mm: "Printed layer",
};
