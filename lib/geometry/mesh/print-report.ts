/** What was measured on the mesh itself, in millimetres, grams and minutes. */
export interface MeshReport {
  watertight: boolean;
  manifold: boolean;
  triangles: number;
  vertices: number;
  /** Connected bodies. */
  parts: number;
  volumeMm3: number;
  areaMm2: number;
  sizeMm: { x: number; y: number; z: number };
  /** Share of the area that hangs steeper than 45° over air, 0 to 1; the bed contact does not count. */
  overhangShare: number;
  /** Area resting on z = 0. */
  bedContactMm2: number;
  /** Estimates for 0.2 mm layers, two 0.45 mm walls and 15 % infill in PLA. */
  filamentGrams: number;
  printMinutes: number;
  /** Fits the printer's room that was named, or 256 × 256 × 256 mm, perhaps turned by a right angle. */
  fitsBed: boolean;
}

/** The whole report of a finished model: its mesh, and what a printer would meet in it. */
export interface PrintReport extends MeshReport {
  /** Pairs of triangles that go through each other; null where there are too many triangles to say so in time. */
  selfIntersections: number | null;
  /** Thickness that all but 0.2 % of the surface has at least; null where that is 5 mm or more. */
  thinnestWallMm: number | null;
  /** Share of the surface, 0 to 1, on walls thinner than each process prints: 0.8, 0.5 and 0.7 mm. */
  thinWallShare: { fdm: number; sla: number; sls: number };
  /** Places that a printer would have to start in mid-air. */
  islands: number;
  /** How far off the grams and the minutes may be, as a share of each. */
  filamentErrorShare: number;
  printTimeErrorShare: number;
  /** When to change the filament of a printer with one nozzle; absent for what has one colour. */
  filamentSwaps?: FilamentSwap[];
  /** Where the model was asked to be split: what is printed one by one. `sizeMm` is then that of all put together. */
  pieces?: PrintPiece[];
}

export interface PrintPiece {
  name: string;
  /** As it stands, pegs included. */
  sizeMm: { x: number; y: number; z: number };
  /** That stand out of it; their holes are in its neighbours. */
  pegs: number;
}

export interface FilamentSwap {
  heightMm: number;
  /** The first printed layer in the new colour, counted from 1. */
  layer: number;
  /** `#rrggbb` */
  color: string;
}
