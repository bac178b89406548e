import type { PageFigures } from "@/lib/core/page-figures";
import figures from "./measurements.json";

interface Measurement {
  title: string;
  /** The native tool, and what it was given. */
  against: string;
  rows: { size: string; oursMs: number; theirsMs: number; ratio: number }[];
}

/**
 * What ran, when and where. All figures of the page stand in `measurements.json`, which
 * `npm run bench -- --json components/docs/measurements.json` writes anew.
 */
export const measuredWith = {
  engineVersion: figures.engineVersion,
  date: new Date(figures.date).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" }),
  machine: "two shared cores of a cloud machine",
};

/** What `npm run bench pages -- --json components/docs/measurements.json` wrote; none before its first run. */
export const measuredPages: readonly PageFigures[] =
  (figures as { pages?: { rows: PageFigures[] } }).pages?.rows ?? [];

/** What `npm run bench viewer` and `npm run bench preview` left, in the same way. */
export const measuredViewer: readonly Row[] = ["viewer", "preview"].flatMap(
  (table) => (figures.tables as Record<string, Row[]>)[table] ?? [],
);

interface Row {
  name: string;
  medianMs: number;
  note?: string;
  /** Absent where the native tool was not installed; such a row is not shown. */
  ratio?: number;
}

/** Rows of a table of the bench, by their names there, under the names that readers see. */
function pick(table: string, rows: Record<string, string>): Measurement["rows"] {
  const measured: Row[] = (figures.tables as Record<string, Row[]>)[table] ?? [];
  return Object.entries(rows).flatMap(([name, size]) => {
    const { medianMs, ratio } = measured.find((row) => row.name === name) ?? {};
    if (medianMs === undefined || !ratio) return [];
    return [{ size, oursMs: Math.round(medianMs), theirsMs: Math.round(medianMs / ratio), ratio }];
  });
}

/** Medians of five, by turns. */
export const measurements: readonly Measurement[] = [
  {
    title: "From a field to a closed mesh",
    against: "OpenVDB (C++, one core): the same ball as a level set, meshed to quads",
    rows: pick("openvdb", { "ball at 256³": "256³", "ball at 512³": "512³", "ball at 1024³": "1024³" }),
  },
  {
    title: "From a picture to an STL of the finest published grid, nothing reduced",
    against:
      "OpenVDB meshing a ready-made ball of 4.8 million triangles, which is a part of that work; two threads of ours",
    rows: pick("1024", {
      "picture to STL, all of it": "Drawing, 1024³, 5.8 million triangles",
      "photograph to STL, all of it": "Ball that fills a photograph, 8.7 million",
      "toy figure, 3 M to 1 M: reduce and check": "3 to 1 million triangles, with the check",
    }),
  },
  {
    title: "From a logo's pixels to an STL",
    against: "potrace and OpenSCAD, which were given the finished bitmap",
    rows: pick("extrude", {
      "pixels to STL at 1024²": "1024²",
      "pixels to STL at 2048²": "2048²",
      "pixels to STL at 4096²": "4096²",
    }),
  },
  {
    title: "From heights to a relief's STL",
    against:
      "a greedy triangulation in C++ at equal error, which makes the surface only; ours has 2.2 to 2.7 times its triangles",
    rows: pick("relief", {
      "heights at 1024² to STL": "1024²",
      "heights at 2048² to STL": "2048²",
      "heights at 4096² to STL": "4096²",
    }),
  },
  {
    title: "From colours, views and words to an STL",
    against: "potrace and OpenSCAD, given bitmaps and programs for bodies of the same kind",
    rows: [
      ...pick("layers", { "a badge to STL": "Layers: a badge" }),
      ...pick("hull", { "two views to STL": "Hull: two views of a vase" }),
      ...pick("text", { "“PrintPal” to STL": "Text: “PrintPal”" }),
      ...pick("parametric", {
        "“a vase” to STL": "Parametric: a vase",
        "“a mug” to STL": "Parametric: a mug",
      }),
    ],
  },
];
