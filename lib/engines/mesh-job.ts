import type { ManifoldReport } from "@/lib/geometry/mesh/check-manifold";
import type { MeshReport, PrintReport } from "@/lib/geometry/mesh/print-report";
import type { Repairs } from "@/lib/geometry/repair/repair-mesh";
import type { EngineFile, MeshFormat } from "./engine";
import type { PrintSettings } from "./settings/print";

/** The formats that are read. */
export const readFormats = ["stl", "obj", "ply", "glb", "3mf"] as const;
export type ReadFormat = (typeof readFormats)[number];

/** A mesh that a caller sent, and what is to be done with it. Plain data: it crosses a thread boundary. */
export interface MeshJob {
  /** The file: STL, OBJ (also zipped with its materials), PLY, GLB or 3MF, told apart by content. */
  upload: Uint8Array;
  /** Absent for a report alone. */
  format?: MeshFormat;
  /** Mend it; otherwise it is measured, and written, with its faults. */
  repair: boolean;
  /** Every coordinate is multiplied by it. */
  scale?: number;
  /** Instead of a factor: the wanted extent in millimetres along one axis or along the longest one. */
  sizeMm?: number;
  sizeAxis?: "longest" | "x" | "y" | "z";
  /** Pack a GLB as EXT_meshopt_compression. */
  compress?: boolean;
  /** What the print must meet; the answer says whether it does. */
  contract?: Pick<PrintSettings, "process" | "min_wall_mm" | "bed_mm" | "max_triangles">;
}

export interface MeshOutput {
  readFormat: ReadFormat;
  /** Of the mesh as it was sent, corners at one place counted as one. */
  faults: ManifoldReport & {
    /** The surface is turned inside out. */
    inverted: boolean;
  };
  /** What was mended; null where that was not asked for. */
  repairs: Repairs | null;
  /** Measured on the bed, after repair and scaling. What a printer would meet can only be said of a closed mesh. */
  report: PrintReport | MeshReport;
  /** Sentences for people: what of the file was left out, and why. */
  notes: string[];
  /** Absent where no contract was stated. */
  verdict?: { holds: boolean; findings: string[] };
  /** Absent for a report alone. */
  file?: EngineFile;
}
