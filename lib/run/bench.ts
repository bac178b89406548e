import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { benchApi } from "./bench-api";
import { benchCore } from "./bench-core";
import { benchExtrude } from "./bench-extrude";
import { benchLithophane } from "./bench-lithophane";
import { benchLoad } from "./bench-load";
import { benchMemory, printPeak } from "./bench-memory";
import { benchHull, benchLayers, benchParametric, benchText } from "./bench-openscad";
import { benchOpenVdb } from "./bench-openvdb";
import { printQuality } from "./bench-quality";
import { benchPages, printPages } from "./bench-pages";
import { benchPreview } from "./bench-preview";
import { benchRelief } from "./bench-relief";
import { benchSlicer } from "./bench-slicer";
import { benchViewer } from "./bench-viewer";
import { keepFigures, keepPages } from "./keep-figures";
import { type BenchTable, printTable } from "./bench-table";

/**
 * `npm run bench`: a few tables. From picture to file at 256³, 512³ and 1024³, one thread; the peak of memory there and at
 * the finest grids; the core beside OpenVDB; the relief beside a greedy triangulation; the lithophane's shapes; logos,
 * colours, views and words beside potrace and OpenSCAD; the print report beside PrusaSlicer; the API: a portal of its own, from a submission to
 * the finished model, and under load beside a handler that does nothing. Medians of five,
 * each also as a ratio to an anchor of the same run, so that figures from two machines can be compared.
 * `npm run bench quality` scores the figure against solids known from every side; that is a table of shares, not of times.
 * `npm run bench pages` lets Lighthouse look at six pages, and touches them; `--json` works there as well.
 * `npm run bench -- --json components/docs/measurements.json` also puts the rows where the performance page finds them.
 * `npm run bench openvdb` runs one table. Each gets a process of its own: the peak of memory is counted by process. It
 * runs bundled, as the product does.
 */
const tables: BenchTable[] = [
  ...[256, 512, 1024].map((size) => ({
    name: String(size),
    title: `${size}³`,
    rows: () => benchCore(size),
  })),
  { name: "memory", title: "Picture to STL, peak of memory", rows: benchMemory },
  { name: "openvdb", title: "Field to mesh, beside OpenVDB", rows: benchOpenVdb },
  { name: "relief", title: "Relief, beside a greedy triangulation", rows: benchRelief },
  { name: "lithophane", title: "Lithophane, beside the flat one", rows: benchLithophane },
  { name: "extrude", title: "Logo to STL, beside potrace and OpenSCAD", rows: benchExtrude },
  { name: "layers", title: "Drawing to bodies, beside potrace and OpenSCAD", rows: benchLayers },
  { name: "hull", title: "Views to a body, beside potrace and OpenSCAD", rows: benchHull },
  { name: "text", title: "Words to type, beside OpenSCAD", rows: benchText },
  { name: "parametric", title: "Words to a thing, beside OpenSCAD", rows: benchParametric },
  { name: "slicer", title: "Print report, beside PrusaSlicer", rows: benchSlicer },
  { name: "api", title: "API", rows: benchApi },
  { name: "load", title: "API under load, beside a bare handler", rows: benchLoad },
  { name: "preview", title: "Live preview, in a browser", rows: benchPreview },
  { name: "viewer", title: "Viewer, opened again and again", rows: benchViewer },
];

const { values, positionals } = parseArgs({ options: { json: { type: "string" } }, allowPositionals: true });
const [argument, ...more] = positionals;
const table = tables.find(({ name }) => name === argument);
if (argument === "peak") await printPeak(more[0], Number(more[1]));
else if (argument === "quality") printQuality();
else if (argument === "pages") {
  const pages = await benchPages();
  printPages(pages);
  if (values.json) keepPages(values.json, pages);
} else if (table) {
  const rows = await table.rows();
  printTable(table.title, rows);
  if (values.json) keepFigures(values.json, table.name, rows);
} else if (argument === undefined)
  for (const { name } of [...tables, { name: "quality" }, { name: "pages" }]) runAlone(name);
else {
  console.error(
    `There is no table ${argument}. There are: ${tables.map(({ name }) => name).join(", ")}, quality, pages.`,
  );
  process.exitCode = 2;
}

function runAlone(name: string): void {
  const json = values.json ? ["--json", values.json] : [];
  const child = spawnSync(process.execPath, ["dist/bench.mjs", name, ...json], { stdio: "inherit" });
  if (child.status !== 0) process.exitCode = 1;
}
