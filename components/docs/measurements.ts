interface Measurement {
  title: string;
  /** The native tool, and what it was given. */
  against: string;
  rows: { size: string; oursMs: number; theirsMs: number; ratio: number }[];
}

/** What ran, when and where. Nothing that is timed here has changed since. */
export const measuredWith = {
  engineVersion: "1.5.0",
  date: "26 November 2026",
  machine: "two shared cores of a cloud machine",
};

/** From `npm run bench`, medians of five, by turns. */
export const measurements: readonly Measurement[] = [
  {
    title: "From a field to a closed mesh",
    against: "OpenVDB (C++, one core): the same ball as a level set, meshed to quads",
    rows: [
      { size: "256³", oursMs: 116, theirsMs: 242, ratio: 0.48 },
      { size: "512³", oursMs: 405, theirsMs: 863, ratio: 0.47 },
      { size: "1024³", oursMs: 1254, theirsMs: 2830, ratio: 0.44 },
    ],
  },
  {
    title: "From a logo's pixels to an STL",
    against: "potrace and OpenSCAD, which were given the finished bitmap",
    rows: [
      { size: "1024²", oursMs: 20, theirsMs: 111, ratio: 0.18 },
      { size: "2048²", oursMs: 67, theirsMs: 159, ratio: 0.42 },
      { size: "4096²", oursMs: 137, theirsMs: 182, ratio: 0.75 },
    ],
  },
  {
    title: "From heights to a relief's STL",
    against:
      "a greedy triangulation in C++ at equal error, which makes the surface only; ours has 2.2 to 2.7 times its triangles",
    rows: [
      { size: "1024²", oursMs: 44, theirsMs: 173, ratio: 0.25 },
      { size: "2048²", oursMs: 111, theirsMs: 526, ratio: 0.21 },
      { size: "4096²", oursMs: 361, theirsMs: 1866, ratio: 0.19 },
    ],
  },
];
