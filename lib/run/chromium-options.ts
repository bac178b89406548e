import { environmentForChild } from "@/lib/core/env";
import { findChromium } from "./find-chromium.mjs";

/**
 * How the project starts a headless browser: as one on a machine without a graphics card, whatever the machine has. There
 * the processor draws what is 3D, and paints pages by itself.
 */
export function chromiumOptions(...more: string[]) {
  const found = findChromium();
  if (!found) throw new Error("No browser. Run `npm test` once, which installs one, or set CHROMIUM_PATH.");
  return {
    executablePath: found.path,
    env: environmentForChild(found.env),
    args: [
      // Root and many containers cannot make the sandbox; no page is opened but our own.
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-background-networking",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      // A card that the processor plays would paint pages too, in twice the time; no browser does so without being told.
      "--disable-gpu-compositing",
      "--disable-gpu-rasterization",
      ...more,
    ],
  };
}
