import type { PrintReport } from "@/lib/geometry/mesh/print-report";
import type { EngineSettings } from "./settings";

/** The engines that run in this process's own threads, without network or weights. */
export const engineNames = [
  "figure",
  "relief",
  "lithophane",
  "extrude",
  "layers",
  "hull",
  "text",
  "parametric",
] as const;

/** Whatever runs at a provider that the operator declared; its model is mended and measured here. */
export const OUTSIDE_ENGINE = "generative";
export type EngineName = (typeof engineNames)[number] | typeof OUTSIDE_ENGINE;

export const meshFormats = ["stl", "glb", "obj", "ply", "3mf", "fbx", "usdz"] as const;
export type MeshFormat = (typeof meshFormats)[number];

/** What an engine is asked for. Plain data: it crosses a thread boundary. */
export interface EngineJob {
  /** `auto` lets the picture decide; the output says which engine ran and why. */
  engine: EngineName | "auto";
  /** Encoded picture (PNG, JPEG or WebP), already prepared by `prepareImage`. */
  image?: Uint8Array;
  /** Further pictures of the same thing from other sides, for the hull. */
  views?: Uint8Array[];
  /** How near each point of `image` is, for the figure: grey, made safe by `prepareDepthMap`. */
  depthMap?: Uint8Array;
  /** The same by the directions in which the surface looks, made safe by `prepareNormalMap`. */
  normalMap?: Uint8Array;
  /** A GLB, as an outside engine made it. */
  model?: Uint8Array;
  /** A wish in words for the parametric engine, or the words themselves for the text. */
  prompt?: string;
  /** Voxels along the longest side: 128 to 1536. True samples, never an upscale. */
  resolution: number;
  /** Carry the picture as a texture, and as vertex colours where a format has no textures. */
  textured: boolean;
  /** Wanted extent of the finished model in millimetres along one axis or along the longest one. */
  sizeMm: number;
  sizeAxis: "longest" | "x" | "y" | "z";
  /** Upper bound for triangles; 0 keeps every triangle. */
  maxTriangles: number;
  seed: number;
  formats: MeshFormat[];
  /** What the caller said of single engines and of the print; absent parts take their defaults. */
  settings?: EngineSettings;
}

export interface EngineFile {
  format: MeshFormat;
  /** The file's ending, `zip` where an OBJ carries its material. */
  extension: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface EngineOutput {
  engine: EngineName;
  /** One sentence for people: why this engine was taken. */
  engineReason: string;
  /** Changes whenever the same input would give other bytes. */
  engineVersion: string;
  files: EngineFile[];
  /** A small GLB (≤ 40,000 triangles) for a first look in the browser. */
  preview: Uint8Array;
  /** A shaded 512² PNG. */
  thumbnail: Uint8Array;
  report: PrintReport;
  /** Sentences for people: what was decided or left out on the way. */
  notes: string[];
}

export interface EngineProgress {
  /** 0 to 100. */
  progress: number;
  stage: "decoding" | "segmenting" | "shaping" | "meshing" | "simplifying" | "checking" | "writing";
}

export interface RunEngineOptions {
  onProgress?: (progress: EngineProgress) => void;
  /** Aborting ends the thread; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
  timeoutMs?: number;
}
