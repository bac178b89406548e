import type { BrowserContext, Locator, Page } from "playwright-core";
import { turnModel } from "./turn-model";

/** What the browser says of one touch that it did not answer at once: key, click or tap with all of its events. */
export interface Touch {
  /** From the touch to the next picture. */
  durationMs: number;
  /** The page's own share of it: what its handlers took. */
  processingMs: number;
}

/**
 * The longest that the page took from a touch to the next picture (INP), in milliseconds: keys through its parts, the
 * palette where there is one, the colours, forms, tabs and boxes, and the model where one is shown.
 */
export async function timeTouches(browser: BrowserContext, address: string): Promise<number> {
  const page = await browser.newPage();
  await page.addInitScript(listenToTouches);
  try {
    await page.goto(address, { waitUntil: "networkidle" });
    await touchPage(page);
    if ((await page.locator("[data-still], [data-viewer]").count()) > 0) {
      await (await turnModel(page)).focus();
      for (const key of ["ArrowRight", "ArrowUp", "+", "2", "3", "1"])
        await page.keyboard.press(key, { delay: 60 });
    }
    const touches = await readTouches(page);
    // That models are turned here is remembered, and the next page is to be met as if for the first time.
    await page.evaluate(() => localStorage.removeItem("models in 3D"));
    return Math.max(0, ...touches.map(({ durationMs }) => durationMs));
  } finally {
    await page.close();
  }
}

/** Touches what a page has of what most pages have, as a hand would. */
export async function touchPage(page: Page): Promise<void> {
  for (let press = 0; press < 8; press++) await page.keyboard.press("Tab");
  if (await page.getByRole("button", { name: "Search and commands" }).isVisible()) {
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.type("usage", { delay: 60 });
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  const colours = page.getByRole("button", { name: /^Colours/ }).first();
  for (let turn = 0; turn < 3; turn++) await clickIfThere(colours);
  for (const tab of await page.getByRole("main").getByRole("tab").all()) await clickIfThere(tab);
  const words = page.getByRole("main").locator("textarea, input[type=search]").first();
  if (await words.isVisible()) {
    await words.focus();
    await page.keyboard.type("a vase", { delay: 60 });
  }
  const engines = page.getByRole("main").getByRole("radio");
  for (const engine of (await engines.all()).slice(0, 3)) await clickIfThere(engine);
  const box = page.getByRole("main").getByRole("checkbox").first();
  for (let turn = 0; turn < 2; turn++) await clickIfThere(box);
}

/** Runs in the page before its own scripts: keeps what the browser says of each touch that took more than a frame. */
export function listenToTouches(): void {
  interface Heard extends PerformanceEntry {
    interactionId: number;
    processingStart: number;
    processingEnd: number;
  }
  const heard = new Map<number, { durationMs: number; processingMs: number }>();
  Object.assign(window, { heard });
  new PerformanceObserver((list) => {
    for (const { interactionId, duration, processingStart, processingEnd } of list.getEntries() as Heard[]) {
      if (!interactionId) continue;
      const known = heard.get(interactionId) ?? { durationMs: 0, processingMs: 0 };
      known.durationMs = Math.max(known.durationMs, duration);
      known.processingMs += processingEnd - processingStart;
      heard.set(interactionId, known);
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
}

/** What was heard so far; the last touch is waited for. */
export async function readTouches(page: Page): Promise<Touch[]> {
  await page.waitForTimeout(500);
  return page.evaluate(() => [...(window as unknown as { heard: Map<number, Touch> }).heard.values()]);
}

async function clickIfThere(target: Locator): Promise<void> {
  if ((await target.isVisible()) && (await target.isEnabled())) await target.click();
}
