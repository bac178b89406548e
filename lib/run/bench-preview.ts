import { chromium, type Page } from "playwright-core";
import { withBenchPortal } from "./bench-portal";
import type { BenchRow } from "./bench-table";
import { chromiumOptions } from "./chromium-options";
import { signInToBench } from "./enter-bench-portal";
import { median } from "./time-by-turns";

const FIRSTS = 5;
const CHANGES = 9;

/**
 * The live preview of the page Generate, in a browser that draws in software: from a picture's choice to the first model, and
 * from a change of a setting to the frame that shows it, at 128³ while settings move and as the engine itself makes it at rest.
 */
export async function benchPreview(): Promise<BenchRow[]> {
  return withBenchPortal(async (portal) => {
    const browser = await chromium.launch(chromiumOptions());
    try {
      const options = { baseURL: portal.url, viewport: { width: 1280, height: 900 } };
      const page = await browser.newPage(options);
      await page.addInitScript(keepMeasures);
      await signInToBench(page, portal);
      const storageState = await page.context().storageState();
      const first: number[] = [];
      // Each in a browser window that remembers no picture.
      while (first.length < FIRSTS) {
        const context = await browser.newContext({ ...options, storageState });
        const fresh = await context.newPage();
        await fresh.addInitScript(keepMeasures);
        first.push(await firstOf(fresh));
        await context.close();
      }
      await firstOf(page);
      await page.getByRole("radio", { name: "Figure" }).click();
      await rest(page);
      await measuresOf(page);
      const depth = page.getByLabel("Depth").and(page.locator("input:not([type=file])")).first();
      for (let n = 0; n < CHANGES; n++) {
        await depth.fill(String(0.5 + n / 10));
        await rest(page);
      }
      const measures = await measuresOf(page);
      const all = (pass: string) => measures.filter(({ name }) => name === `preview.${pass}`);
      return [
        { name: "picture to first preview", medianMs: median(first), targetMs: 1000 },
        {
          name: "change to redraw, 128³",
          medianMs: median(all("draft").map(({ ms }) => ms)),
          targetMs: 300,
          note: `${all("draft").length} changes of the figure's depth`,
        },
        {
          name: "change to the whole, at rest",
          medianMs: median(all("whole").map(({ ms }) => ms)),
          note: "with 350 ms of waiting for another change",
        },
      ];
    } finally {
      await browser.close();
    }
  });
}

interface Measure {
  name: string;
  ms: number;
}
type Keeping = Window & { kept: Measure[] };

/** Runs in the page before its own scripts. */
function keepMeasures(): void {
  const kept: Measure[] = ((window as unknown as Keeping).kept = []);
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries())
      if (name.startsWith("preview.")) kept.push({ name, ms: duration });
  }).observe({ type: "measure" });
}

/** What was measured since it was last asked. */
const measuresOf = (page: Page): Promise<Measure[]> =>
  page.evaluate(() => (window as unknown as Keeping).kept.splice(0));

/** From the picture's choice to the first model, on a page that has just been loaded and holds none. */
async function firstOf(page: Page): Promise<number> {
  await page.goto("/generate");
  await page.waitForLoadState("networkidle");
  await page.locator('[data-preview="empty"]').waitFor();
  const startedAt = await page.evaluate(() => performance.now());
  await page.getByLabel("Choose a picture").setInputFiles("public/samples/vase.png");
  const shown = await page.waitForFunction(
    () => document.querySelector("[data-preview][data-triangles]") && performance.now(),
  );
  const took = Number(await shown.jsonValue()) - startedAt;
  await rest(page);
  return took;
}

const rest = (page: Page): Promise<void> =>
  page
    .waitForFunction(() => (window as unknown as Keeping).kept.at(-1)?.name === "preview.whole", undefined, {
      timeout: 120_000,
    })
    .then(async () => {
      await page.locator('[data-preview="ready"]').waitFor();
      await page.evaluate(() => void (window as unknown as Keeping).kept.push({ name: "seen", ms: 0 }));
    });
