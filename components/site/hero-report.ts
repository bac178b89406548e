import type { PrintReport } from "@/lib/generations/schema";

/** As measured on public/examples/hero.glb's full mesh. */
export const heroReport: PrintReport = {
  watertight: true,
  manifold: true,
  triangles: 73_728,
  vertices: 36_866,
  parts: 1,
  volume_mm3: 118_420,
  area_mm2: 23_870,
  size_mm: { x: 62, y: 62, z: 110 },
  overhang_share: 0.021,
  bed_contact_mm2: 1_840,
  filament_grams: 48.2,
  print_minutes: 312,
  fits_bed: true,
};
