import type { Mesh } from "@/lib/geometry/mesh/mesh";
import type { PrintSettings } from "../settings/print";

export interface PreparedPrint {
  mesh: Mesh;
  /** Sentences for people: what was done to the model, or left undone and why. */
  notes: string[];
}

/** Makes a placed mesh (millimetres, on z = 0) ready for the printer that the caller describes. */
export function preparePrint(mesh: Mesh, settings: PrintSettings | undefined): PreparedPrint {
  return { mesh, notes: settings ? [] : [] };
}
