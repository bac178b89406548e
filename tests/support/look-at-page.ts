import { places } from "@/lib/run/places";
import { findViolations } from "./find-violations";
import { firstLoadBytes } from "./first-load";
import { MOST_SHIFT, readLayoutShift, readWidth } from "./page-layout";
import type { Visitor } from "./portal-visitor";

/** Goes there, waits until hydration has had its turn, and looks again in a window of another width. */
export async function lookAt(
  { page }: Visitor,
  path: string,
  [width, otherWidth]: readonly [number, number],
) {
  await page.setViewportSize({ width, height: 740 });
  const answer = await page.goto(path);
  const scriptBytes = firstLoadBytes((await answer?.text()) ?? "");
  await page.evaluate(
    () => new Promise<void>((resolve) => requestIdleCallback(() => resolve(), { timeout: 1_000 })),
  );
  const shifts = (await readLayoutShift(page)) > MOST_SHIFT;
  const violations = await findViolations(page);
  const widths = [await readWidth(page)];
  await page.setViewportSize({ width: otherWidth, height: 740 });
  widths.push(await readWidth(page));
  return { path, widths, shifts, violations, overBudget: overBudget(path, scriptBytes) };
}

/** An empty page of Next.js and React weighs 135 kB; what a place adds to them is ours to keep small. */
const BUDGET_KB = { site: 188, place: 223, viewer: 239 };
const site = new Set<string>([...places.guest, ...places.open]);
// It shows every part that there is.
site.delete("/docs/design");

function overBudget(path: string, bytes: number): number {
  const kind = site.has(path) ? "site" : /^\/(generat|share|embed)/.test(path) ? "viewer" : "place";
  const budget = BUDGET_KB[kind];
  return Math.max(0, Math.ceil(bytes / 1000) - budget);
}
