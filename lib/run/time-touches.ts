import type { BrowserContext } from "playwright-core";

/**
 * The longest that the page took from a touch to the next picture (INP), in milliseconds: keys through its parts, the
 * palette where there is one, the colours, and the model where one is shown.
 */
export async function timeTouches(browser: BrowserContext, address: string): Promise<number> {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    const heard: number[] = [];
    Object.assign(window, { heard });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[])
        if (entry.interactionId) heard.push(entry.duration);
    }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
  try {
    await page.goto(address, { waitUntil: "networkidle" });
    for (let press = 0; press < 8; press++) await page.keyboard.press("Tab");
    if (await page.getByRole("button", { name: "Search and commands" }).isVisible()) {
      await page.keyboard.press("Control+k");
      await page.getByRole("dialog").waitFor();
      await page.keyboard.type("usage", { delay: 60 });
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    const colours = page.getByRole("button", { name: /^Colours/ }).first();
    for (let turn = 0; turn < 3; turn++) if (await colours.isVisible()) await colours.click();
    const viewer = page.locator("[data-viewer]").first();
    if ((await viewer.count()) > 0) {
      await viewer.focus();
      for (const key of ["ArrowRight", "ArrowUp", "+", "2", "3", "1"])
        await page.keyboard.press(key, { delay: 60 });
    }
    await page.waitForTimeout(500);
    const heard = await page.evaluate(() => (window as unknown as { heard: number[] }).heard);
    return Math.max(0, ...heard);
  } finally {
    await page.close();
  }
}
