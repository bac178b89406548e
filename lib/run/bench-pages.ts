import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { chromium, type BrowserContext } from "playwright-core";
import { withBareNext } from "./bare-next";
import { withBenchPortal } from "./bench-portal";
import { chromiumOptions } from "./chromium-options";
import { findFreePort } from "./find-free-port";
import { makeBenchModel, signInToBench } from "./enter-bench-portal";
import type { ScoredPage } from "./keep-figures";
import { median } from "./time-by-turns";
import { timeTouches } from "./time-touches";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;

/** The anchor: what Next.js and React themselves cost. */
const EMPTY_PAGE = "An empty page";

/** What Lighthouse says of one page, and the longest of its touches, differ from run to run. */
const RUNS = 3;

/**
 * `npm run bench pages`: what Lighthouse says of the landing page and of those of the portal where most time is spent,
 * as a desktop, on a portal of its own, medians of three; how long each takes to answer the slowest touch, in the same way; and
 * how much script, as it travels, it loads before it is used. Shares of 100, more is better.
 */
export async function benchPages(): Promise<ScoredPage[]> {
  return withBenchPortal(async (portal) => {
    const port = await findFreePort();
    const profile = await mkdtemp(path.join(os.tmpdir(), "printpal-pages-"));
    const browser = await chromium.launchPersistentContext(
      profile,
      chromiumOptions(`--remote-debugging-port=${port}`),
    );
    try {
      const page = await browser.newPage();
      await signInToBench(page, portal);
      await page.close();
      const generation = await makeBenchModel(portal);
      const places = {
        Landing: "/",
        Overview: "/overview",
        "A generation": `/generations/${generation}`,
        "New generation": "/generate",
        Generations: "/generations",
        Usage: "/usage",
      };
      const rows: ScoredPage[] = [];
      const look = async (name: string, address: string) => {
        const scriptBytes = await countScript(browser, address);
        const runs: Scored[] = [];
        while (runs.length < RUNS) runs.push(await score(address, port));
        rows.push({ name, ...middle(runs), scriptKb: Math.round(scriptBytes / 1000) });
      };
      for (const [name, place] of Object.entries(places)) await look(name, portal.url + place);
      await withBareNext((url) => look(EMPTY_PAGE, new URL("/", url).href));
      // At the end: what a hand asks for here, models in 3D say, the browser remembers.
      const touches = new Map<string, number>();
      for (const [name, place] of Object.entries(places)) {
        const runs: number[] = [];
        while (runs.length < RUNS) runs.push(await timeTouches(browser, portal.url + place));
        touches.set(name, median(runs));
      }
      return rows.map((row) => ({ ...row, inpMs: touches.get(row.name) }));
    } finally {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    }
  });
}

export function printPages(rows: readonly ScoredPage[]): void {
  const heads = [...CATEGORIES, "CLS", "LCP ms", "TBT ms", "INP ms", "script kB"];
  console.log(`\n${"Pages".padEnd(16)}${heads.map((head) => head.padStart(16)).join("")}`);
  for (const row of rows) {
    const { name, shares, shift, largestPaintMs, blockingMs, inpMs, scriptKb, short } = row;
    const figures = [...shares, shift, largestPaintMs, blockingMs, inpMs ?? "–", scriptKb];
    console.log(`${name.padEnd(16)}${figures.map((figure) => String(figure).padStart(16)).join("")}`);
    for (const audit of short) console.log(`  below .9: ${audit}`);
  }
}

type Scored = Omit<ScoredPage, "name" | "inpMs" | "scriptKb">;

/** Each figure's median, and what was short in any run. */
function middle(runs: readonly Scored[]): Scored {
  const of = (pick: (run: Scored) => number) => median(runs.map(pick));
  return {
    shares: CATEGORIES.map((_, at) => of(({ shares }) => shares[at])),
    shift: of(({ shift }) => shift),
    largestPaintMs: of(({ largestPaintMs }) => largestPaintMs),
    blockingMs: of(({ blockingMs }) => blockingMs),
    short: [...new Set(runs.flatMap(({ short }) => short))],
  };
}

/** Bytes of all scripts that the page asks for until it is at rest, each compressed as a server sends it. */
async function countScript(browser: BrowserContext, address: string): Promise<number> {
  const page = await browser.newPage();
  const sizes = new Map<string, Promise<number>>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      sizes.set(
        response.url(),
        response.body().then(
          (body) => gzipSync(body).length,
          // What comes when the page is at rest is no part of its loading.
          () => 0,
        ),
      );
  });
  await page.goto(address, { waitUntil: "networkidle" });
  const sum = (await Promise.all(sizes.values())).reduce((total, size) => total + size, 0);
  await page.close();
  return sum;
}

async function score(address: string, port: number): Promise<Scored> {
  const { default: lighthouse, desktopConfig } = await import("lighthouse");
  const result = await lighthouse(
    address,
    // The session must live through the measurement.
    { port, output: "json", logLevel: "error", disableStorageReset: true, onlyCategories: [...CATEGORIES] },
    desktopConfig,
  );
  const { categories, audits } = result!.lhr;
  const scored = new Set(
    Object.values(categories).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
    ),
  );
  const short = Object.values(audits).filter(
    ({ id, score }) => scored.has(id) && score !== null && score < 0.9,
  );
  const value = (id: string) => audits[id].numericValue ?? 0;
  return {
    shares: CATEGORIES.map((name) => Math.round(100 * (categories[name].score ?? 0))),
    shift: Number(value("cumulative-layout-shift").toFixed(3)),
    largestPaintMs: Math.round(value("largest-contentful-paint")),
    blockingMs: Math.round(value("total-blocking-time")),
    short: short.map(({ id, displayValue }) => `${id}${displayValue ? ` (${displayValue})` : ""}`),
  };
}
