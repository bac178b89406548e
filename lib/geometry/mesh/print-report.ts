/** What was measured on the finished mesh, in millimetres, grams and minutes. */
export interface PrintReport {
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
  /** Fits a 256 × 256 × 256 mm bed. */
  fitsBed: boolean;
}
