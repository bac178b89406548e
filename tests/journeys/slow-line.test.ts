import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser } from "playwright-core";
import { places } from "@/lib/run/places";
import { launchBrowser } from "../support/browser";
import { MOST_SHIFT, readLayoutShift } from "../support/page-layout";
import { sharedPortal } from "../support/portal";
import { openVisitor, signUp, type Visitor } from "../support/portal-visitor";
import { overSlowLine } from "../support/slow-line";

let browser: Browser;
let url: string;
let line: Awaited<ReturnType<typeof overSlowLine>>;

beforeAll(async () => {
  url = (await sharedPortal()).url;
  line = await overSlowLine(url);
  browser = await launchBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  line?.close();
});

/** A phone: what stands at the bottom is a large share of it. */
const options = { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" as const };

it("paints pages that come in pieces so that nothing moves, the banner of cookies included", async () => {
  // German, for its long words.
  const guest = await openVisitor(browser, url, { ...options, locale: "de-DE" }, { asked: true });
  expect(await readShifts(guest, [...places.guest, ...places.open])).toEqual([]);
  await guest.context.close();
}, 300_000);

it("paints the portal that comes in pieces so that nothing moves", async () => {
  const member = await openVisitor(browser, url, options);
  await signUp(member, `slow-${randomBytes(6).toString("hex")}@example.com`);
  expect(await readShifts(member, places.member)).toEqual([]);
  await member.context.close();
}, 300_000);

/** The pages that move, and by how much of the window. */
async function readShifts({ page }: Visitor, paths: readonly string[]) {
  const moving = [];
  for (const path of paths) {
    await page.goto(line.url + path);
    const shift = await readLayoutShift(page);
    if (shift > MOST_SHIFT) moving.push({ path, shift });
  }
  return moving;
}
