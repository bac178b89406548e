import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { env } from "@/lib/core/env";
import { chromiumOptions } from "./chromium-options";
import { readFirstRun, type FirstRun } from "./first-run-file";
import { scansFile, type Scan } from "./release/read-scans";
import { readRuntime } from "./runtime-file";
import { attackTools, print, type Target } from "./scan/attack-tools";

/**
 * `npm run scan`: attacks the running portal with the programs of others that are installed (Debian has nmap, sslscan,
 * testssl.sh, slowhttptest, sqlmap and wapiti), and says what they found. Takes about ten minutes, as a key may call. `--tls
 * https://localhost:3443` where the portal speaks TLS itself; `--keep` writes lib/run/release/scans.json anew.
 */
const { values } = parseArgs({ options: { tls: { type: "string" }, keep: { type: "boolean" } } });

const target = await findTarget();
const commit = execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim().slice(0, 12);
const scans: Scan[] = [];
for (const { tool, version, run } of attackTools) {
  const told = print(tool, version);
  if (told === null) {
    console.log(`${tool} is not installed: left out`);
    continue;
  }
  const number = /\d+\.\d+(\.\d+)?/.exec(told)?.[0] ?? "unknown";
  for (const { attacked, found } of await run(target)) {
    scans.push({ on: new Date().toISOString().slice(0, 10), commit, tool, version: number, attacked, found });
    console.log(
      `${tool} ${number}, ${attacked}: ${found.length === 0 ? "nothing" : `\n  ${found.join("\n  ")}`}`,
    );
  }
}
if (values.keep) writeFileSync(scansFile, JSON.stringify(scans, null, 2) + "\n");
process.exitCode = scans.some(({ found }) => found.length > 0) ? 1 : 0;

async function findTarget(): Promise<Target> {
  const { dataDir } = env();
  const [runtime, account] = [readRuntime(dataDir), readFirstRun(dataDir)];
  if (!runtime || !account)
    throw new Error(`No portal with a demo account runs on ${dataDir}. Start it with \`npm start\`.`);
  const { url } = runtime;
  return { url, tls: values.tls ?? null, apiKey: account.api_key, cookie: await signIn(url, account) };
}

async function signIn(url: string, { email, password }: FirstRun): Promise<string> {
  const browser = await chromium.launch(chromiumOptions());
  try {
    const page = await browser.newPage();
    await page.goto(`${url}/sign-in`, { waitUntil: "networkidle" });
    await page.getByLabel("Email").fill(email);
    await page.getByRole("textbox", { name: "Password" }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL("**/overview");
    const cookies = await page.context().cookies(url);
    return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  } finally {
    await browser.close();
  }
}
