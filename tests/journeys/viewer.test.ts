import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { countChanges, countPixels, readPixels } from "../support/portal-visitor";
import { openViewerPage, type ViewerWindow } from "../support/viewer-page";

const MOST_MODELS = 12;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe("the viewer", () => {
  it("holds no more for the third of three models than for the first, and nothing once it is closed", async () => {
    const page = await openViewerPage(browser);
    const { counts, given } = await page.evaluate(async (models) => {
      const viewer = window as unknown as ViewerWindow;
      const counts: Record<string, number>[] = [];
      const rests = () =>
        counts.length > 2 && new Set(counts.slice(-3).map((one) => JSON.stringify(one))).size < 2;
      // What is compiled late adds to one count; what leaks adds to each.
      while (counts.length < models && !rests()) counts.push({ ...(await viewer.showBox()), draws: 0 });
      return { counts, given: await viewer.closeViewer() };
    }, MOST_MODELS);
    expect(counts[0].Buffer).toBeGreaterThan(3);
    expect(counts[0].Texture).toBeGreaterThan(3);
    expect(counts.at(-1)).toEqual(counts.at(-2));
    expect(counts.at(-1)).toEqual(counts.at(-3));
    expect(given).toBe(true);
    await page.close();
  });

  it("turns both models of a pair when one of them is turned", async () => {
    const page = await openViewerPage(browser);
    await page.evaluate(() => (window as unknown as ViewerWindow).showPair());
    const [left, right] = [page.locator("canvas").first(), page.locator("canvas").last()];
    const apart = async () => countChanges(await readPixels(left), await readPixels(right));
    const isDrawn = (r: number, g: number, b: number) => r > 90 && r > 1.35 * g && r > 1.6 * b;
    await expect.poll(async () => countPixels(await readPixels(right), isDrawn)).toBeGreaterThan(0.04);
    await expect.poll(apart).toBeLessThan(0.01);
    const before = await readPixels(right);
    await page.locator("[data-viewer]").first().focus();
    for (let press = 0; press < 6; press++) await page.keyboard.press("ArrowRight");
    await expect.poll(async () => countChanges(before, await readPixels(right))).toBeGreaterThan(0.02);
    // Without the ring around the one that has the focus.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await expect.poll(apart).toBeLessThan(0.01);
    await page.close();
  });
});
