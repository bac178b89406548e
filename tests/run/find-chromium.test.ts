import { afterEach, describe, expect, it } from "vitest";
import { findChromium } from "@/lib/run/find-chromium.mjs";
import { launchBrowser } from "../support/browser";

const given = process.env.CHROMIUM_PATH;
afterEach(() => {
  if (given === undefined) delete process.env.CHROMIUM_PATH;
  else process.env.CHROMIUM_PATH = given;
});

describe("findChromium", () => {
  it("finds a browser that draws with WebGL 2", async () => {
    const browser = await launchBrowser();
    try {
      const page = await browser.newPage();
      const pixel = await page.evaluate(() => {
        const gl = document.createElement("canvas").getContext("webgl2");
        if (!gl) return null;
        gl.clearColor(1, 0, 0, 1);
        gl.clear(gl.COLOR_BUFFER_BIT);
        const bytes = new Uint8Array(4);
        gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, bytes);
        return [...bytes];
      });
      expect(pixel).toEqual([255, 0, 0, 255]);
    } finally {
      await browser.close();
    }
  });

  it("refuses a CHROMIUM_PATH that is no browser, instead of taking another", () => {
    process.env.CHROMIUM_PATH = "/bin/false";
    expect(() => findChromium()).toThrow(
      "CHROMIUM_PATH: /bin/false is not a browser that starts. Correct it or leave it out.",
    );
  });
});
