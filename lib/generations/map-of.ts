import { isNormalMap } from "./prepare-pictures";
import type { GenerationRow } from "./record";

export type MapKind = "depth_map" | "normal_map";
type Row = Pick<GenerationRow, "engineRequested" | "viewObjects">;

/**
 * The stored map of a front, if it is of that kind. Only the hull takes several views, so the one picture that was kept beside
 * a figure's own is its map.
 */
export function mapOf({ engineRequested, viewObjects }: Row, kind: MapKind): string | null {
  const [object] = engineRequested === "figure" ? viewObjects : [];
  return object && isNormalMap(object) === (kind === "normal_map") ? object : null;
}
