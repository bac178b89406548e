import { readFile } from "node:fs/promises";
import pg from "pg";
import sharp from "sharp";
import { COOKIE_NAME, REGISTER_REVISION, writeChoice } from "@/lib/visitors/schema";
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";

/** Somebody with a browser window of their own, whose console is watched. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** Errors and warnings of the console, uncaught exceptions, and answers of 400 and above, as they came. */
  troubles: string[];
}

export const PASSWORD = "walnut harbour sings at noon";

export async function openVisitor(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions = {},
  { asked = false } = {},
): Promise<Visitor> {
  const context = await browser.newContext({ baseURL, viewport: { width: 1280, height: 900 }, ...options });
  // Whoever walks through the pages has answered the banner before, unless that is what is looked at.
  const value = writeChoice(`r${REGISTER_REVISION}-1`, { analytics: false, preferences: true }, new Date());
  if (!asked) await context.addCookies([{ name: COOKIE_NAME, value, url: baseURL }]);
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  if (options.javaScriptEnabled !== false) takeHydratedPages(page);
  const troubles: string[] = [];
  page.on("console", (message) => {
    // Pages are painted by the processor here, so each picture of a model is read back: no trouble of the page's.
    if (/GPU stall due to ReadPixels/.test(message.text())) return;
    if (["error", "warning"].includes(message.type())) troubles.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`${page.url()}: ${error.message}`));
  page.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`);
  });
  return { context, page, troubles };
}

/** A press before React listens would be lost; a hand is slower than that, but a test on a busy machine is not. */
function takeHydratedPages(page: Page): void {
  const listens = () =>
    !document.querySelector('script[src*="/_next/"]') ||
    Object.keys(document).some((key) => key.startsWith("__reactContainer$"));
  const waits = async <T>(going: Promise<T>): Promise<T> => {
    const answer = await going;
    await page.waitForFunction(listens);
    return answer;
  };
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  const waitForURL = page.waitForURL.bind(page);
  page.goto = (...to) => waits(goto(...to));
  page.reload = (...how) => waits(reload(...how));
  // Whoever signs in is led on by the page itself.
  page.waitForURL = (...to) => waits(waitForURL(...to));
}

export async function signUp(
  { page }: Visitor,
  email: string,
  name = "Ada Vogel",
  { from = "/sign-up", to = "**/overview" } = {},
): Promise<void> {
  await page.goto(from);
  await page.getByLabel("Date of birth").fill("1985-05-17");
  await page.getByLabel("Country").selectOption("FR");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(to);
}

export async function signIn({ page }: Visitor, email: string, password = PASSWORD): Promise<void> {
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

/** The organization that somebody acts in. By their address nobody finds them in the database: it is sealed. */
export async function findOrganization(page: Page): Promise<string> {
  const text = await (await page.request.get("/settings")).text();
  return /org_[0-9A-Za-z]{22}/.exec(text)![0];
}

/** As if they, who are alone in their organization, had signed in ten minutes ago. */
export async function forgetProof(databaseUrl: string, page: Page): Promise<void> {
  const database = new pg.Client(databaseUrl);
  await database.connect();
  await database.query(
    `UPDATE sessions SET proved_at = proved_at - interval '10 minutes', passkey_proved_at = NULL
     FROM memberships m WHERE m.user_id = sessions.user_id AND m.organization_id = $1`,
    [await findOrganization(page)],
  );
  await database.end();
}

/** Drops a file from the disk onto an element, as a hand would from another window. */
export async function dropFile(page: Page, target: string, path: string, name: string): Promise<void> {
  const base64 = (await readFile(path)).toString("base64");
  const transfer = await page.evaluateHandle(
    ({ base64, name }) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], name, { type: "image/png" }));
      return transfer;
    },
    { base64, name },
  );
  await page.dispatchEvent(target, "dragover", { dataTransfer: transfer });
  await page.dispatchEvent(target, "drop", { dataTransfer: transfer });
}

/** What is seen of an element, as RGB triples. */
export async function readPixels(element: Locator): Promise<Uint8Array> {
  return new Uint8Array(
    await sharp(await element.screenshot())
      .removeAlpha()
      .raw()
      .toBuffer(),
  );
}

/** Share of the pixels for which `test` holds. */
export function countPixels(rgb: Uint8Array, test: (r: number, g: number, b: number) => boolean): number {
  let hits = 0;
  for (let i = 0; i < rgb.length; i += 3) if (test(rgb[i], rgb[i + 1], rgb[i + 2])) hits++;
  return hits / (rgb.length / 3);
}

/** Share of the pixels that differ clearly between two pictures of one size. */
export function countChanges(a: Uint8Array, b: Uint8Array): number {
  let changed = 0;
  for (let i = 0; i < a.length; i += 3)
    if (Math.abs(a[i] - b[i]) + Math.abs(a[i + 1] - b[i + 1]) + Math.abs(a[i + 2] - b[i + 2]) > 60) changed++;
  return changed / (a.length / 3);
}
