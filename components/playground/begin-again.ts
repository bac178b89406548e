import type { Generation } from "@/lib/generations/schema";
import { describedEngines, type PlaygroundFacts } from "./describe-settings";
import type { MapKind } from "./map-settings";
import { freshState, type PlaygroundState, type PrintWish } from "./playground-state";
import { printers } from "./printers";

/** What the form begins with when a past generation is to be made again with changes. */
export interface Beginning {
  state: PlaygroundState;
  /** Signed address of its picture; null for words, and where the picture is no longer kept. */
  pictureUrl: string | null;
  /** What lay beside it, if anything. */
  map: { kind: MapKind; url: string } | null;
}

/** The wish of a generation as the form holds it. What the form has no control for is left out. */
export function beginAgain(generation: Generation, forms: PlaygroundFacts["forms"]): Beginning {
  const { engine_requested: engine, prompt, settings, input_url: pictureUrl } = generation;
  const { bed_mm: bed, ...print } = { ...settings.print } as PrintWish;
  const printer = bed && printers.find(({ roomMm }) => roomMm.join() === bed.join());
  const engines: PlaygroundState["engines"] = {};
  for (const name of describedEngines) {
    const flat = flatten((settings as Record<string, Record<string, unknown> | undefined>)[name] ?? {});
    const known = Object.entries(flat).filter(([key]) => forms[name].some((field) => field.name === key));
    if (known.length > 0) engines[name] = Object.fromEntries(known);
  }
  return {
    pictureUrl,
    map: mapOf(generation),
    state: {
      ...freshState,
      input: prompt === null ? "image" : "prompt",
      prompt: prompt ?? "",
      engine,
      quality: generation.quality,
      formats: generation.formats,
      sizeMm: generation.size_mm,
      sizeAxis: generation.size_axis,
      seed: generation.seed,
      engines,
      print: bed && !printer ? { ...print, bed_mm: bed } : print,
      project: generation.project_id ?? "",
      ...(printer ? { printer: printer.name, mustFit: true } : {}),
    },
  };
}

function mapOf({ depth_map_url: depth, normal_map_url: normals }: Generation): Beginning["map"] {
  if (depth) return { kind: "depth_map", url: depth };
  return normals ? { kind: "normal_map", url: normals } : null;
}

/** An object within becomes `a.b`, as the form names its fields. */
function flatten(settings: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(settings))
    if (value !== null && typeof value === "object" && !Array.isArray(value))
      for (const [inner, within] of Object.entries(value)) out[`${name}.${inner}`] = within;
    else out[name] = value;
  return out;
}
