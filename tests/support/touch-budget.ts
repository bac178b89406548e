import type { Page } from "playwright-core";

/**
 * What this page may take for a touch, in milliseconds: as long as its machine, now, takes for work that a quiet core of a
 * common one does in 200 ms. A slow or busy machine is given longer, and the page is measured, not the machine.
 */
export const touchBudgetMs = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const TENTHS = 10;
    const startedAt = performance.now();
    let state = 1;
    for (let n = 0; n < 10_000_000; n++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
    }
    // What is not used would not be computed.
    document.documentElement.dataset.anchor = String(state & 1);
    return (performance.now() - startedAt) * TENTHS;
  });
