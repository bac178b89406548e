import type { PrintReport } from "@/lib/generations/schema";

/** What the landing page shows: made by the project's own engines and kept in public/examples. */
export const heroModel = {
  input: "/examples/bird-input.png",
  src: "/examples/hero.glb",
  poster: "/examples/hero.png",
};

/** As measured on the hero's full mesh. */
export const heroReport: PrintReport = {
  watertight: true,
  manifold: true,
  triangles: 599_998,
  vertices: 300_001,
  parts: 1,
  volume_mm3: 48_329.1,
  area_mm2: 7_536.1,
  size_mm: { x: 80, y: 38.73, z: 54.99 },
  overhang_share: 0.1418,
  bed_contact_mm2: 46.6,
  filament_grams: 16.1,
  print_minutes: 71,
  fits_bed: true,
};

export interface Example {
  /** Under which its name stands among the words of the site. */
  name: "amphora" | "rocket" | "toadstool" | "robot";
  /** A picture's address, or the words of a prompt in quotes. */
  from: { picture: string } | { prompt: string };
  output: string;
  note: string;
}

export const examples: readonly Example[] = [
  {
    name: "amphora",
    from: { picture: "/examples/vase-input.png" },
    output: "/examples/vase.png",
    note: "figure, 120 mm, 85 g",
  },
  {
    name: "rocket",
    from: { picture: "/examples/rocket-input.png" },
    output: "/examples/rocket.png",
    note: "figure, 80 mm, 14 g",
  },
  {
    name: "toadstool",
    from: { picture: "/examples/mushroom-input.png" },
    output: "/examples/mushroom.png",
    note: "figure, 80 mm, 47 g",
  },
  {
    name: "robot",
    from: { prompt: "a robot" },
    output: "/examples/robot.png",
    note: "parametric, 80 mm, 18 g",
  },
];
