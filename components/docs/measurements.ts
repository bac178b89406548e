interface Measurement {
  title: string;
  /** The native tool, and what it was given. */
  against: string;
  rows: { size: string; oursMs: number; theirsMs: number; ratio: number }[];
}

/** What ran, when and where. Nothing that is timed here has changed since. */
export const measuredWith = {
  engineVersion: "1.7.0",
  date: "27 November 2026",
  machine: "two shared cores of a cloud machine",
};

/** From `npm run bench`, medians of five, by turns. */
export const measurements: readonly Measurement[] = [
  {
    title: "From a field to a closed mesh",
    against: "OpenVDB (C++, one core): the same ball as a level set, meshed to quads",
    rows: [
      { size: "256³", oursMs: 90, theirsMs: 166, ratio: 0.54 },
      { size: "512³", oursMs: 321, theirsMs: 681, ratio: 0.47 },
      { size: "1024³", oursMs: 1191, theirsMs: 2719, ratio: 0.44 },
    ],
  },
  {
    title: "From a picture to an STL of the finest published grid, nothing reduced",
    against:
      "OpenVDB meshing a ready-made ball of 4.8 million triangles, which is a part of that work; two threads of ours",
    rows: [
      { size: "Drawing, 1024³, 5.8 million triangles", oursMs: 1184, theirsMs: 1533, ratio: 0.77 },
      { size: "Ball that fills a photograph, 8.7 million", oursMs: 1661, theirsMs: 1521, ratio: 1.09 },
      { size: "3 to 1 million triangles, with the check", oursMs: 2754, theirsMs: 1491, ratio: 1.85 },
    ],
  },
  {
    title: "From a logo's pixels to an STL",
    against: "potrace and OpenSCAD, which were given the finished bitmap",
    rows: [
      { size: "1024²", oursMs: 18, theirsMs: 107, ratio: 0.17 },
      { size: "2048²", oursMs: 44, theirsMs: 126, ratio: 0.35 },
      { size: "4096²", oursMs: 159, theirsMs: 173, ratio: 0.92 },
    ],
  },
  {
    title: "From heights to a relief's STL",
    against:
      "a greedy triangulation in C++ at equal error, which makes the surface only; ours has 2.2 to 2.7 times its triangles",
    rows: [
      { size: "1024²", oursMs: 35, theirsMs: 168, ratio: 0.21 },
      { size: "2048²", oursMs: 147, theirsMs: 435, ratio: 0.34 },
      { size: "4096²", oursMs: 320, theirsMs: 1435, ratio: 0.22 },
    ],
  },
  {
    title: "From colours, views and words to an STL",
    against: "potrace and OpenSCAD, given bitmaps and programs for bodies of the same kind",
    rows: [
      { size: "Layers: a badge", oursMs: 152, theirsMs: 237, ratio: 0.64 },
      { size: "Hull: two views of a vase", oursMs: 964, theirsMs: 4365, ratio: 0.22 },
      { size: "Text: “PrintPal”", oursMs: 16, theirsMs: 73, ratio: 0.22 },
      { size: "Parametric: a vase", oursMs: 786, theirsMs: 794, ratio: 0.99 },
      { size: "Parametric: a mug", oursMs: 1008, theirsMs: 4273, ratio: 0.24 },
    ],
  },
];
