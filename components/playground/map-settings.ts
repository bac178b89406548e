/** What a map beside the picture tells of the figure's front: how near each point is, or which way it looks. */
export type MapKind = "depth_map" | "normal_map";

export const mapNames: Record<MapKind, string> = { depth_map: "Depth map", normal_map: "Normal map" };

/** Settings of the figure that say something only beside a map of their kind. */
export const mapSettings: Record<string, MapKind | undefined> = {
  depth_range: "depth_map",
  depth_white: "depth_map",
  normal_green: "normal_map",
};
