import { randomBytes } from "node:crypto";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readRuntime } from "@/lib/run/runtime-file";
import { median } from "@/lib/run/time-by-turns";
import { listenToTouches, readTouches, touchPage } from "@/lib/run/time-touches";
import { launchBrowser } from "../support/browser";
import { MOST_SHIFT, readLayoutShift } from "../support/page-layout";
import { sharedPortal } from "../support/portal";
import { openVisitor, PASSWORD, type Visitor } from "../support/portal-visitor";
import { touchBudgetMs } from "../support/touch-budget";

const email = `keys-${randomBytes(6).toString("hex")}@example.com`;

let browser: Browser;
let url: string;
let visitor: Visitor;
let page: Page;
let secret: string;
let standIn: string;
let generationPath: string;

beforeAll(async () => {
  const portal = await sharedPortal();
  standIn = readRuntime(portal.dataDir)?.stripe?.stripeApiUrl ?? "";
  // Under the name that Stripe's page leads back to.
  url = portal.url.replace("127.0.0.1", "localhost");
  browser = await launchBrowser();
  visitor = await openVisitor(browser, url, { acceptDownloads: true, reducedMotion: "reduce" });
  page = visitor.page;
}, 240_000);
afterAll(() => browser?.close());

const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Presses Tab until it stands there, as somebody without a mouse does. */
async function tabTo(target: Locator, key = "Tab"): Promise<void> {
  await target.waitFor();
  // Twice round the longest page.
  for (let press = 0; press < 240; press++) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
  }
  const last = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200));
  throw new Error(`${target} is not reached by the keyboard at ${page.url()}; the focus is at ${last}.`);
}

const inDialog = () => page.evaluate(() => document.activeElement?.closest("[role=dialog]") !== null);

/** Pressed more often than the layer has things to press: it must lead round inside it. */
async function staysInside(presses: number): Promise<boolean> {
  for (let press = 0; press < presses; press++) {
    await page.keyboard.press(press % 3 === 2 ? "Shift+Tab" : "Tab");
    if (!(await inDialog())) return false;
  }
  return true;
}

async function press(target: Locator, key = "Enter"): Promise<void> {
  await tabTo(target);
  await page.keyboard.press(key);
}

async function typeInto(target: Locator, text: string): Promise<void> {
  await tabTo(target);
  await page.keyboard.type(text);
}

/** In this order, without a mouse: each step stands on the one before. */
it("signs up", async () => {
  await page.goto("/");
  await press(page.locator('a[href="/sign-up"]').first());
  await page.waitForURL("**/sign-up");
  // As its parts are ordered in this browser's language: month, day, year.
  await typeInto(page.getByLabel("Date of birth"), "05171985");
  await typeInto(page.getByLabel("Country"), "Fran");
  await press(page.getByRole("button", { name: "Continue" }));
  await typeInto(page.getByLabel("Name", { exact: true }), "Kay");
  await typeInto(page.getByLabel("Email"), email);
  await typeInto(page.getByRole("textbox", { name: "Password" }), PASSWORD);
  await press(page.getByRole("checkbox"), "Space");
  await press(page.getByRole("button", { name: "Create account" }));
  await page.waitForURL("**/overview");
  expect(await readLayoutShift(page)).toBeLessThanOrEqual(MOST_SHIFT);
  await visitor.context.clearCookies({ name: "printpal.session" });
});

it("signs in, makes a model from words, turns it and downloads it", async () => {
  await page.goto("/generate");
  await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "email");
  await page.keyboard.type(email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/generate");

  await tabTo(page.getByRole("tab", { name: "Picture" }));
  await page.keyboard.press("ArrowRight");
  await tabTo(page.getByLabel("What to model, in words"));
  await page.keyboard.type("a tall vase");
  await page.getByText("100 → 96").waitFor();
  await page.getByRole("button", { name: "Generate", exact: true, disabled: false }).waitFor();
  await tabTo(page.getByRole("button", { name: "Generate", exact: true }));
  await page.keyboard.press("Enter");
  await tabTo(page.locator("[data-result]").getByRole("link", { name: "Open" }));
  await page.keyboard.press("Enter");
  await page.waitForURL("**/generations/gen_*");
  generationPath = new URL(page.url()).pathname;

  const viewer = page.locator('[data-viewer="ready"]');
  // A machine without a graphics card shows a picture first.
  await press(page.getByRole("button", { name: "Turn the model in 3D" }));
  await viewer.waitFor({ timeout: 60_000 });
  await expect.poll(() => isFocused(viewer)).toBe(true);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("c");
  await page.getByRole("slider").first().waitFor();
  expect(await readLayoutShift(page)).toBeLessThanOrEqual(MOST_SHIFT);
  await tabTo(page.locator('[data-format="stl"]'));
  const waiting = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  expect((await waiting).suggestedFilename()).toMatch(/\.stl$/);
});

it("goes to the keys by two letters and makes one; the focus stays in the dialog and returns", async () => {
  await page.goto("/overview");
  await page.getByRole("heading", { level: 1 }).waitFor();
  const command = page.getByRole("button", { name: "Search and commands" });
  await tabTo(command);
  await page.keyboard.type("gk");
  await page.waitForURL("**/keys");
  const opener = page.getByRole("button", { name: "New key" }).first();
  await tabTo(opener);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await expect.poll(inDialog).toBe(true);
  expect(await staysInside(24)).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => isFocused(opener)).toBe(true);

  await page.keyboard.press("Enter");
  await tabTo(page.getByRole("dialog").getByLabel("Name"));
  await page.keyboard.type("By hand");
  await tabTo(page.getByRole("checkbox", { name: /third-party AI services/ }));
  await page.keyboard.press("Space");
  await tabTo(page.getByRole("button", { name: "Create key" }));
  await page.keyboard.press("Enter");
  secret = (await page.locator("[data-secret]").textContent()) ?? "";
  expect(secret).toMatch(/^pp_live_/);
  await tabTo(page.getByRole("button", { name: "I have copied it" }));
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => isFocused(opener)).toBe(true);
});

it("opens the palette from wherever it stands, keeps the focus there, gives it back, and leads on", async () => {
  const opener = page.getByRole("button", { name: "Edit By hand" });
  await tabTo(opener);
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Search and commands" });
  await field.waitFor();
  await expect.poll(() => isFocused(field)).toBe(true);
  expect(await staysInside(6)).toBe(true);
  await page.keyboard.press("Escape");
  await field.waitFor({ state: "detached" });
  await expect.poll(() => isFocused(opener)).toBe(true);

  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => isFocused(opener)).toBe(true);

  await page.keyboard.press("Control+k");
  await field.waitFor();
  await page.keyboard.type("usage");
  await page.getByRole("option", { name: "Usage", selected: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/usage");
});

it("opens a drawer over the list, keeps the focus there, and gives it back to the row", async () => {
  const answer = await fetch(`${url}/api/v1/credits`, { headers: { Authorization: `Bearer ${secret}` } });
  expect(answer.status).toBe(200);
  const row = page.getByRole("table", { name: "Requests" }).getByRole("button").first();
  await expect.poll(async () => (await page.goto("/usage")) && row.isVisible()).toBe(true);
  await tabTo(row);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await expect.poll(inDialog).toBe(true);
  expect(await staysInside(12)).toBe(true);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => isFocused(row)).toBe(true);
  expect(await readLayoutShift(page)).toBeLessThanOrEqual(MOST_SHIFT);
});

it("buys a pack", async () => {
  await page.goto("/credits");
  await press(page.getByRole("button", { name: "Buy 1,000 credits" }));
  await page.waitForURL(`${standIn}/pay/*`);
  const fields = {
    "E-mail": "kay@example.com",
    "Card number": "4242 4242 4242 4242",
    Expires: "12/34",
    CVC: "123",
    "Name on the card": "Kay",
    "Street and number": "Ring 1",
    "Postal code": "10115",
    City: "Berlin",
    Country: "DE",
  };
  for (const [label, value] of Object.entries(fields)) await typeInto(page.getByLabel(label), value);
  await press(page.getByRole("button", { name: "Pay $10.00" }));
  await page.waitForURL(/\/credits\?checkout=cho_/);
  await page.getByText("Thank you.").first().waitFor();
  expect(await readLayoutShift(page)).toBeLessThanOrEqual(MOST_SHIFT);
});

it("asks for a copy of everything", async () => {
  await page.goto("/privacy");
  await press(page.getByRole("button", { name: "Ask for a copy" }));
  await typeInto(page.getByRole("dialog").getByLabel("Your password", { exact: true }), PASSWORD);
  await press(page.getByRole("button", { name: "Pack my data" }));
  await page.locator("[data-export]").first().waitFor();
  expect(await readLayoutShift(page)).toBeLessThanOrEqual(MOST_SHIFT);
  expect(visitor.troubles).toEqual([]);
});

it("answers keys and presses in time where most of it is spent", async () => {
  await page.addInitScript(listenToTouches);
  for (const path of ["/", "/overview", generationPath, "/generate", "/usage", "/generations"]) {
    await page.goto(path);
    await touchPage(page);
    // The page's own part; the rest of it is the machine's, which has others to serve.
    const own = median((await readTouches(page)).map(({ processingMs }) => processingMs));
    expect.soft({ path, late: own > (await touchBudgetMs(page)) && own }).toEqual({ path, late: false });
  }
  expect(visitor.troubles).toEqual([]);
});
