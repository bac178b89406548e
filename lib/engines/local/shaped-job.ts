import type { Crew } from "@/lib/geometry/crew/crew";
import type { Field } from "@/lib/geometry/field/field";
import type { Mesh, MeshTexture } from "@/lib/geometry/mesh/mesh";
import type { FilamentSwap } from "@/lib/geometry/mesh/print-report";
import type { EngineJob, EngineName, EngineProgress } from "../engine";

/** A body as an engine leaves it: a field that is still to be meshed, or a mesh of exact surfaces. */
export type Solid =
  | {
      kind: "field";
      field: Field;
      colorAt: ColorAt;
      /** The picture at its own resolution, for a mesh in lattice units; absent where no picture was laid on. */
      texture?: (mesh: Mesh) => MeshTexture;
    }
  | { kind: "mesh"; mesh: Mesh };

/** Three sRGB bytes a vertex, for a mesh that is still in lattice units. */
type ColorAt = (mesh: Mesh) => Uint8Array;

export interface ShapedJob {
  engine: EngineName;
  /** One sentence for people: why this engine was taken. */
  engineReason: string;
  solid: Solid;
  sizeMm: number;
  sizeAxis: EngineJob["sizeAxis"];
  /** Colours belong to the wish itself and are written even where no texture was bought. */
  painted?: boolean;
  /** The bodies share borders, which reducing them one by one would tear: the engine keeps to the triangles allowed itself. */
  matched?: boolean;
  /** The body's back is its base: it is laid down before it is sized. */
  lying?: boolean;
  /** Sentences for people: what was decided on the way. */
  notes?: string[];
  /** When to change the filament of a printer with one nozzle. */
  swaps?: FilamentSwap[];
}

export type Note = (stage: EngineProgress["stage"], progress: number) => void;

/** One engine: from a job to a body, with the crew's help or alone. Throws AppError where the input cannot be used. */
export type Shaper = (job: EngineJob, note: Note, crew?: Crew) => Promise<ShapedJob>;
