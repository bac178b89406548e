import { mkdir } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Browser, type Page } from "playwright-core";
import { env } from "@/lib/core/env";
import { COOKIE_NAME, REGISTER_REVISION, writeChoice } from "@/lib/visitors/schema";
import { chromiumOptions } from "./chromium-options";
import { readFirstRun, type FirstRun } from "./first-run-file";
import { places } from "./places";
import { readRuntime } from "./runtime-file";

/**
 * `npm run shots`: a picture of each place of the running portal, in both themes, into shots/. Names of places narrow it
 * (`npm run shots -- /usage /keys`), `--widths 360,768` chooses others than 360 and 1280. The staff's places are drawn where
 * the account is one of the staff: `npm run portal -- staff set` makes it one.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    widths: { type: "string", default: "360,1280" },
    email: { type: "string" },
    password: { type: "string" },
  },
});
const folder = path.resolve(import.meta.dirname, "../../shots");
const themes = ["light", "dark"] as const;

const { url, account } = findPortal();
const browser = await chromium.launch(chromiumOptions());
try {
  await mkdir(folder, { recursive: true });
  const wanted =
    positionals.length > 0
      ? positionals
      : [...places.guest, ...places.open, ...places.member, ...places.staff];
  for (const width of values.widths.split(",").map(Number)) await shoot(browser, wanted, width);
  console.log(`${wanted.length} places (the staff's only if the account is one): see ${folder}`);
} finally {
  await browser.close();
}

/** A window of this width, signed in once, where each place is drawn in one theme and then in the other. */
async function shoot(browser: Browser, wanted: readonly string[], width: number): Promise<void> {
  const viewport = { width, height: width < 700 ? 780 : 900 };
  const context = await browser.newContext({ baseURL: url, viewport, reducedMotion: "reduce" });
  // Whoever walks through has answered the banner, which would stand before every place.
  const value = writeChoice(`r${REGISTER_REVISION}-1`, { analytics: false, preferences: true }, new Date());
  await context.addCookies([{ name: COOKIE_NAME, value, url }]);
  const page = await context.newPage();
  const guest = wanted.filter((place) => (places.guest as readonly string[]).includes(place));
  const [first, ...rest] = [guest, wanted.filter((place) => !guest.includes(place))];
  for (const place of first) await picture(page, place, width);
  await signIn(page, account);
  const isStaff = (await page.request.get("/admin")).ok();
  for (const place of rest.flat())
    if (isStaff || !place.startsWith("/admin")) await picture(page, place, width);
  await context.close();
}

async function picture(page: Page, place: string, width: number): Promise<void> {
  await page.goto(place, { waitUntil: "networkidle" });
  const name = place.replace(/^\//, "").replace(/[^\w-]+/g, "-") || "start";
  for (const theme of themes) {
    await page.evaluate((value) => (document.documentElement.dataset.theme = value), theme);
    await page.screenshot({ path: path.join(folder, `${name}-${width}-${theme}.png`), fullPage: true });
  }
}

async function signIn(page: Page, { email, password }: Pick<FirstRun, "email" | "password">): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/overview");
}

function findPortal() {
  const { dataDir } = env();
  const runtime = readRuntime(dataDir);
  const demo = readFirstRun(dataDir);
  const account = values.email && values.password ? { email: values.email, password: values.password } : demo;
  if (!runtime || !account)
    throw new Error(`No portal with a demo account runs on ${dataDir}. Start it with \`npm start\`.`);
  return { url: runtime.url, account };
}
