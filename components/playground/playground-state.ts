import type {
  EngineChoice,
  GenerationRequest,
  MeshFormat,
  Quality,
  SizeAxis,
} from "@/lib/generations/schema";
import type { DescribedEngine, Tier } from "./describe-settings";
import { mapSettings, type MapKind } from "./map-settings";
import type { PreparedPicture } from "./prepared-picture";
import { findPrinter, USUAL_ROOM_MM } from "./printers";

export type PrintWish = NonNullable<GenerationRequest["print"]>;
type EngineSettings = Record<string, unknown>;

/** Everything that the page's form holds, beside the pictures. Plain data: it is kept as a draft. */
export interface PlaygroundState {
  input: "image" | "prompt";
  prompt: string;
  engine: EngineChoice;
  quality: Quality;
  formats: MeshFormat[];
  sizeMm: number;
  sizeAxis: SizeAxis;
  seed: number;
  printer: string;
  /** The printer's room becomes a clause of the contract: what does not fit is not charged. */
  mustFit: boolean;
  engines: Partial<Record<DescribedEngine, EngineSettings>>;
  print: PrintWish;
  /** The id of the project that it is made under; none where empty. */
  project: string;
}

export const freshState: PlaygroundState = {
  input: "image",
  prompt: "",
  engine: "auto",
  quality: "default",
  formats: ["stl", "3mf"],
  sizeMm: 80,
  sizeAxis: "longest",
  seed: 0,
  printer: "",
  mustFit: false,
  engines: {},
  print: {},
  project: "",
};

export const roomOf = ({ printer }: Pick<PlaygroundState, "printer">): readonly [number, number, number] =>
  findPrinter(printer)?.roomMm ?? USUAL_ROOM_MM;

/** A quality that lacks a chosen format drops it; words keep to the qualities they may ask for. */
export function withQuality(state: PlaygroundState, tier: Tier): PlaygroundState {
  const kept = state.formats.filter((format) => tier.formats.includes(format));
  const formats = kept.length > 0 ? kept : tier.formats.slice(0, 1);
  const print = tier.textured ? { ...state.print, split: undefined } : state.print;
  return { ...state, quality: tier.name, formats, print };
}

/** No engine takes both pictures and words. */
export function withInput(
  state: PlaygroundState,
  input: PlaygroundState["input"],
  tiers: Tier[],
): PlaygroundState {
  if (input === state.input) return state;
  const next: PlaygroundState = { ...state, input, engine: "auto" };
  const tier = tiers.find(({ name }) => name === state.quality);
  return input === "prompt" && tier && !tier.forPrompt ? withQuality(next, tiers[0]) : next;
}

/** The map that counts: of the first picture, for the one engine that reads maps. */
export const frontOf = (
  { input, engine }: Pick<PlaygroundState, "input" | "engine">,
  [first]: readonly PreparedPicture[],
): PreparedPicture["front"] => (input === "image" && engine === "figure" ? first?.front : undefined);

/**
 * The form as the API takes it: only what was said, so that a call shows nothing but the wish. What says something of a map
 * is left out where none of its kind is sent.
 */
export function toRequest(state: PlaygroundState, map?: MapKind): GenerationRequest {
  const { input, prompt, engine, quality, formats, sizeMm, sizeAxis, seed } = state;
  const own =
    engine !== "auto" && engine !== "parametric" && engine !== "generative"
      ? said(withoutOthers(state.engines[engine] ?? {}, map))
      : undefined;
  const print = said({ ...state.print, ...(state.mustFit ? { bed_mm: [...roomOf(state)] } : {}) });
  return {
    ...(input === "prompt" ? { prompt: prompt.trim() } : {}),
    ...(engine === "auto" ? {} : { engine }),
    quality,
    formats,
    size_mm: sizeMm,
    ...(sizeAxis === "longest" ? {} : { size_axis: sizeAxis }),
    ...(seed === 0 ? {} : { seed }),
    ...(own ? { [engine]: own } : {}),
    ...(print ? { print: print as PrintWish } : {}),
  };
}

const withoutOthers = (settings: EngineSettings, map: MapKind | undefined): EngineSettings =>
  Object.fromEntries(
    Object.entries(settings).filter(([name]) => mapSettings[name] === undefined || mapSettings[name] === map),
  );

/** Undefined where nothing was said; `a.b` becomes an object within. */
function said(settings: EngineSettings): EngineSettings | undefined {
  const out: EngineSettings = {};
  for (const [name, value] of Object.entries(settings)) {
    if (value === undefined || value === "") continue;
    const [outer, inner] = name.split(".");
    if (inner) out[outer] = { ...(out[outer] as EngineSettings | undefined), [inner]: value };
    else out[outer] = value;
  }
  return Object.keys(out).length > 0 ? out : undefined;
}
