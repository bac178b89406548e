import { chromium, type Browser } from "playwright-core";
import { findChromium } from "@/lib/run/find-chromium.mjs";

/** A headless browser with WebGL; close it when the file is done. `npm test` has made sure that one is installed. */
export async function launchBrowser(): Promise<Browser> {
  const found = findChromium();
  if (!found) throw new Error("No browser. Run `npm test` once, which installs one, or set CHROMIUM_PATH.");
  return chromium.launch({
    executablePath: found.path,
    env: { ...process.env, ...found.env },
    args: [
      // Root and many containers cannot make the sandbox; the tests open no page but ours.
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
    ],
  });
}
