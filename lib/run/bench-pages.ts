import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { chromium, type BrowserContext } from "playwright-core";
import { environmentForChild } from "@/lib/core/env";
import { withBenchPortal, type BenchPortal } from "./bench-portal";
import { findChromium } from "./find-chromium.mjs";
import { findFreePort } from "./find-free-port";
import { readFirstRun } from "./first-run-file";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"] as const;

/**
 * `npm run bench pages`: what Lighthouse says of the landing page, the overview and a generation's page, as a desktop, on
 * a portal of its own; and how much script, as it travels, each loads before it is used. Shares of 100, more is better.
 */
export async function printPages(): Promise<void> {
  const found = findChromium();
  if (!found) throw new Error("No browser. Run `npm test` once, which installs one, or set CHROMIUM_PATH.");
  await withBenchPortal(async (portal) => {
    const port = await findFreePort();
    const profile = await mkdtemp(path.join(os.tmpdir(), "printpal-pages-"));
    const browser = await chromium.launchPersistentContext(profile, {
      executablePath: found.path,
      env: environmentForChild(found.env),
      args: [
        `--remote-debugging-port=${port}`,
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--use-angle=swiftshader",
        "--enable-unsafe-swiftshader",
      ],
    });
    try {
      await signIn(browser, portal);
      const generation = await makeModel(portal);
      console.log(
        `\n${"Pages".padEnd(24)}${CATEGORIES.map((name) => name.padStart(16)).join("")}${"CLS".padStart(8)}${"script kB".padStart(12)}`,
      );
      for (const address of ["/", "/overview", `/generations/${generation}`]) {
        const scriptBytes = await countScript(browser, portal.url + address);
        const { scores, shift, short } = await score(portal.url + address, port);
        const name = address.replace(generation, "{id}").padEnd(24);
        const shares = scores.map((each) => String(Math.round(each * 100)).padStart(16)).join("");
        console.log(
          `${name}${shares}${shift.toFixed(3).padStart(8)}${(scriptBytes / 1000).toFixed(0).padStart(12)}`,
        );
        for (const audit of short) console.log(`  below .9: ${audit}`);
      }
    } finally {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    }
  });
}

async function signIn(browser: BrowserContext, { url, dataDir }: BenchPortal): Promise<void> {
  const { email, password } = readFirstRun(dataDir)!;
  const page = await browser.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("textbox", { name: "Password" }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL("**/overview");
  await page.close();
}

async function makeModel({ url, key }: BenchPortal): Promise<string> {
  const answer = await fetch(`${url}/api/v1/generations`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json", Prefer: "wait=60" },
    body: JSON.stringify({ prompt: "a tall twisted vase", quality: "default", formats: ["stl", "glb"] }),
  });
  const { id, status } = (await answer.json()) as { id: string; status: string };
  if (status !== "completed") throw new Error(`The model to look at is ${status}, not completed.`);
  return id;
}

/** Bytes of all scripts that the page asks for until it is at rest, each compressed as a server sends it. */
async function countScript(browser: BrowserContext, address: string): Promise<number> {
  const page = await browser.newPage();
  const sizes = new Map<string, Promise<number>>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script")
      sizes.set(
        response.url(),
        response.body().then((body) => gzipSync(body).length),
      );
  });
  await page.goto(address, { waitUntil: "networkidle" });
  const sum = (await Promise.all(sizes.values())).reduce((total, size) => total + size, 0);
  await page.close();
  return sum;
}

async function score(
  address: string,
  port: number,
): Promise<{ scores: number[]; shift: number; short: string[] }> {
  const { default: lighthouse, desktopConfig } = await import("lighthouse");
  const result = await lighthouse(
    address,
    // The session must live through the measurement.
    { port, output: "json", logLevel: "error", disableStorageReset: true, onlyCategories: [...CATEGORIES] },
    desktopConfig,
  );
  const { categories, audits } = result!.lhr;
  const scored = new Set(
    Object.values(categories).flatMap(({ auditRefs }) =>
      auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
    ),
  );
  const short = Object.values(audits).filter(
    ({ id, score }) => scored.has(id) && score !== null && score < 0.9,
  );
  return {
    scores: CATEGORIES.map((name) => categories[name].score ?? 0),
    shift: audits["cumulative-layout-shift"].numericValue ?? 0,
    short: short.map(({ id, displayValue }) => `${id}${displayValue ? ` (${displayValue})` : ""}`),
  };
}
