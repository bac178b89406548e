import type { Page } from "playwright-core";

/** What may move without having been touched, as a share of the window, after Google's measure. */
export const MOST_SHIFT = 0.05;

interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

/** The layout's movement in its worst five seconds (CLS), without what follows a touch: a sum of shares of the window. */
export function readLayoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let [worst, sum, first, last] = [0, 0, -Infinity, -Infinity];
        // The buffered entries come in one call, which comes even where there are none: the page has painted.
        const observer = new PerformanceObserver((list) => {
          for (const { value, hadRecentInput, startTime } of list.getEntriesByType(
            "layout-shift",
          ) as Shift[]) {
            if (hadRecentInput) continue;
            if (startTime - last > 1000 || startTime - first > 5000) [sum, first] = [0, startTime];
            last = startTime;
            sum += value;
            worst = Math.max(worst, sum);
          }
          if (list.getEntriesByType("paint").length === 0) return;
          observer.disconnect();
          resolve(worst);
        });
        observer.observe({ type: "layout-shift", buffered: true });
        observer.observe({ type: "paint", buffered: true });
      }),
  );
}

/** How wide all of the page is: as wide as the window, where nothing scrolls sideways. */
export const readWidth = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth);
