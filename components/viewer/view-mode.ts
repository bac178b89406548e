export const viewModes = ["model", "clay", "wireframe", "normals", "overhangs", "walls"] as const;
export type ViewMode = (typeof viewModes)[number];

export const viewModeNames: Record<ViewMode, { name: string; hint: string }> = {
  model: { name: "Model", hint: "As it was made, with its colours" },
  clay: { name: "Clay", hint: "Shape only, in one filament" },
  wireframe: { name: "Wireframe", hint: "The triangles" },
  normals: { name: "Normals", hint: "Which way each face looks" },
  overhangs: { name: "Overhangs", hint: "Steeper than 45° over air" },
  walls: { name: "Thin walls", hint: "How thick it is behind the surface" },
};

/** Sides of the model in millimetres; z is up, as on a printer. */
export interface SizeMm {
  x: number;
  y: number;
  z: number;
}

export const cutAxes = ["z", "x", "y"] as const;
export type CutAxis = (typeof cutAxes)[number];

/** What lies farther along the axis than this, counted from the model's low side, is not shown. */
export interface Cut {
  axis: CutAxis;
  mm: number;
}

export const backdrops = { theme: "As the page", paper: "Paper", graphite: "Graphite", blue: "Blueprint" };
export type Backdrop = keyof typeof backdrops;

export const lamps = {
  studio: "Studio",
  left: "From the left",
  grazing: "Grazing, shows every layer",
  flat: "Flat",
};
export type Lamp = keyof typeof lamps;

/** Thinnest wall that each process prints, in millimetres, as the print report has it. */
export const processes = { fdm: 0.8, sls: 0.7, sla: 0.5 };
export type Process = keyof typeof processes;

/** What a reader chose to see. */
export interface ViewSettings {
  mode: ViewMode;
  bed: boolean;
  dimensions: boolean;
  spin: boolean;
  cut: Cut | null;
  backdrop: Backdrop;
  lamp: Lamp;
  process: Process;
}

export const plainView: ViewSettings = {
  mode: "model",
  bed: true,
  dimensions: false,
  spin: false,
  cut: null,
  backdrop: "theme",
  lamp: "studio",
  process: "fdm",
};
