import { chromium, type Browser } from "playwright-core";
import { chromiumOptions } from "@/lib/run/chromium-options";

/** A headless browser with WebGL; close it when the file is done. `npm test` has made sure that one is installed. */
export const launchBrowser = (): Promise<Browser> => chromium.launch(chromiumOptions(...PLAIN_PAGES));

/** A graphics card that the processor plays takes twice its time for pages that are painted without one as well. */
const PLAIN_PAGES = ["--disable-gpu-compositing", "--disable-gpu-rasterization"];
