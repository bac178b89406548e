/** What the landing page shows: made by the project's own engines and kept in public/examples. */
export const heroModel = {
  src: "/examples/hero.glb",
  poster: "/examples/hero.png",
  name: "A twisted vase",
  sizeMm: { x: 62, y: 62, z: 110 },
};

export interface Example {
  input: string;
  output: string;
  name: string;
  note: string;
}

export const examples: readonly Example[] = [];
