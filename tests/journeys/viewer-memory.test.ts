import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { openViewerPage, type ViewerWindow } from "../support/viewer-page";

const MODELS = 4;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
}, 60_000);
afterAll(() => browser?.close());

describe("the viewer", () => {
  it("holds no more for the last of several models than for the second, and nothing once it is closed", async () => {
    const page = await openViewerPage(browser);
    const { counts, given } = await page.evaluate(async (models) => {
      const viewer = window as unknown as ViewerWindow;
      const counts: Record<string, number>[] = [];
      for (let n = 0; n < models; n++) {
        counts.push({ ...(await viewer.showBox()), draws: 0 });
      }
      return { counts, given: await viewer.closeViewer() };
    }, MODELS);
    expect(counts[1].Buffer).toBeGreaterThan(3);
    expect(counts[1].Texture).toBeGreaterThan(3);
    for (const count of counts.slice(2)) expect(count).toEqual(counts[1]);
    expect(given).toBe(true);
    await page.close();
  }, 120_000);
});
