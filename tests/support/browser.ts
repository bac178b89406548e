import { chromium, type Browser } from "playwright-core";
import { chromiumOptions } from "@/lib/run/chromium-options";

/** A headless browser with WebGL; close it when the file is done. `npm test` has made sure that one is installed. */
export const launchBrowser = (): Promise<Browser> => chromium.launch(chromiumOptions());
