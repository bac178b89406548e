export const viewModes = ["model", "clay", "wireframe", "normals", "overhangs"] as const;
export type ViewMode = (typeof viewModes)[number];

export const viewModeNames: Record<ViewMode, { name: string; hint: string }> = {
  model: { name: "Model", hint: "As it was made, with its colours" },
  clay: { name: "Clay", hint: "Shape only, in one filament" },
  wireframe: { name: "Wireframe", hint: "The triangles" },
  normals: { name: "Normals", hint: "Which way each face looks" },
  overhangs: { name: "Overhangs", hint: "Steeper than 45° over air, in red" },
};

/** Sides of the model in millimetres; z is up, as on a printer. */
export interface SizeMm {
  x: number;
  y: number;
  z: number;
}

/** What a reader chose to see. */
export interface ViewSettings {
  mode: ViewMode;
  bed: boolean;
  dimensions: boolean;
  spin: boolean;
  /** Height of the cut in millimetres, or null for the whole model. */
  cutMm: number | null;
}
