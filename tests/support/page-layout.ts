import type { Page } from "playwright-core";

/** What may move without having been touched, as a share of the window, after Google's measure. */
export const MOST_SHIFT = 0.05;

/** The layout's movement since the page began, without what follows a touch: a sum of shares of the window. */
export function readLayoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        // The buffered entries come in one call, which comes even where there are none: the page has painted.
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
          })[])
            if (entry.entryType === "layout-shift" && !entry.hadRecentInput) sum += entry.value;
          if (list.getEntriesByType("paint").length === 0) return;
          observer.disconnect();
          resolve(sum);
        });
        observer.observe({ type: "layout-shift", buffered: true });
        observer.observe({ type: "paint", buffered: true });
      }),
  );
}

/** How wide all of the page is: as wide as the window, where nothing scrolls sideways. */
export const readWidth = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth);
