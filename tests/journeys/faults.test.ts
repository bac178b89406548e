import { randomBytes } from "node:crypto";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { sharedPortal } from "../support/portal";
import { dropFile, openVisitor, signUp, type Visitor } from "../support/portal-visitor";

const LONG_NAME = "Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaf";
const newEmail = () => `faults-${randomBytes(6).toString("hex")}@example.com`;

let browser: Browser;
let url: string;
let visitor: Visitor;
let page: Page;
let path: string;

beforeAll(async () => {
  url = (await sharedPortal()).url;
  browser = await launchBrowser();
  visitor = await openVisitor(browser, url);
  page = visitor.page;
  page.setDefaultTimeout(60_000);
  await signUp(visitor, newEmail(), LONG_NAME);
}, 240_000);
afterAll(() => browser?.close());

const prompt = () => page.getByLabel("What to model, in words");
/** Somebody looks at another window and comes back. */
const comeBack = (to: Page) => to.evaluate(() => void window.dispatchEvent(new Event("visibilitychange")));

/** In this order: each step stands on the one before. */
describe("when something is amiss", () => {
  it("says that the line is down, keeps what was typed even from a press on a link, and sends it once the line is back", async () => {
    await page.goto("/generate");
    await page.getByRole("tab", { name: "Words" }).click();
    await prompt().fill(`a vase`);
    await page.getByText("100 → 96").waitFor();
    await page.locator('[data-preview="ready"] canvas').waitFor();
    await visitor.context.setOffline(true);
    await page.getByText("You are offline", { exact: true }).waitFor();
    const submit = page.getByRole("button", { name: "Generate", exact: true });
    await expect.poll(() => submit.isDisabled()).toBe(true);
    await page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "Usage" }).click();
    await page.getByText("That page cannot be loaded now.").waitFor();
    expect(new URL(page.url()).pathname).toBe("/generate");
    expect(await prompt().inputValue()).toBe("a vase");

    await visitor.context.setOffline(false);
    await page.getByText("You are offline", { exact: true }).waitFor({ state: "detached" });
    await submit.click();
    await page.locator("[data-result]").getByRole("link", { name: "Open" }).click();
    await page.waitForURL("**/generations/gen_*");
    path = new URL(page.url()).pathname;
  });

  it("hears of each step of a generation from the server, whose stream is its owner's alone", async () => {
    const heard = await page.evaluate(
      (events) =>
        new Promise<{ status: string; preview_url: string }>((resolve) => {
          const source = new EventSource(events);
          source.addEventListener("generation.completed", ({ data }: MessageEvent<string>) => {
            source.close();
            resolve(JSON.parse(data) as { status: string; preview_url: string });
          });
        }),
      `${path}/events`,
    );
    expect(heard.status).toBe("completed");
    expect(heard.preview_url).toMatch(/^\/api\/v1\/downloads\//);
    await page.locator("[data-report]").waitFor();
    expect((await fetch(`${url}${path}/events`)).status).toBe(401);
    const other = await page.request.get("/generations/gen_0000000000000000000000/events");
    expect(other.status()).toBe(404);
  });

  it("goes back to the form as it was left", async () => {
    await page.goBack();
    await page.waitForURL("**/generate");
    await expect.poll(() => prompt().inputValue()).toBe("a vase");
  });

  it("deletes without asking, tells a second tab, and brings back what was deleted", async () => {
    await page.goto(path);
    const second = await visitor.context.newPage();
    await second.setViewportSize({ width: 320, height: 200 });
    await second.goto(path);
    // Nothing moves in a tab that is not in front.
    await page.bringToFront();
    await page.getByRole("button", { name: "Delete this generation" }).dblclick();
    await page.waitForURL("**/generations");
    await page.getByRole("heading", { name: "Your models will stand here" }).waitFor();
    // A message under the pointer stays.
    await page.getByRole("button", { name: "Undo" }).dispatchEvent("pointermove");
    await expect
      .poll(async () => {
        await comeBack(second);
        return second.getByRole("heading", { name: "Deleted meanwhile" }).count();
      })
      .toBe(1);
    await page.bringToFront();
    await page.getByRole("button", { name: "Undo" }).dispatchEvent("click");
    await page.getByText("It is back", { exact: true }).first().waitFor();
    await page.getByRole("link", { name: /A vase/ }).waitFor();
    await expect
      .poll(async () => {
        await comeBack(second);
        return second.getByRole("heading", { name: /A vase/, level: 1 }).count();
      })
      .toBe(1);
    await second.close();
  });

  it("shows pictures and says the measures where there is no WebGL, on a phone with a name of sixty letters and another that is read from the right", async () => {
    const storageState = await visitor.context.storageState();
    const plain = await openVisitor(browser, url, { storageState, viewport: { width: 360, height: 740 } });
    await plain.page.addInitScript(() => {
      // Its workers are asked first, where they have canvases.
      Reflect.deleteProperty(window, "OffscreenCanvas");
      HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {
        apply: (real, canvas, [kind, ...rest]: string[]) =>
          /webgl/.test(kind) ? null : (Reflect.apply(real, canvas, [kind, ...rest]) as unknown),
      });
    });
    await plain.page.goto(path);
    await plain.page.getByText("This browser has no WebGL").waitFor();
    await plain.page.getByRole("img", { name: /A vase/ }).waitFor();
    await expect.poll(() => plain.page.locator("[data-report]").getAttribute("data-report")).toBe("ready");
    await plain.page.getByRole("button", { name: "Share", exact: true }).click();
    await plain.page.getByRole("button", { name: "Make an address" }).click();
    await plain.page.getByRole("button", { name: "Take it back" }).waitFor();
    const dialog = (await plain.page.getByRole("dialog").boundingBox())!;
    expect(dialog.x + dialog.width).toBeLessThanOrEqual(360 - 16);
    await plain.page.goto("/generate");
    await plain.page.getByRole("tab", { name: "Words" }).click();
    await plain.page.getByLabel("What to model, in words").fill("a gear with 12 teeth");
    await plain.page.getByRole("img", { name: "Preview of the model, as a picture" }).waitFor();
    for (const place of ["/overview", "/settings", "/generations"]) {
      await plain.page.goto(place);
      expect([place, await plain.page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
        place,
        360,
      ]);
    }
    const name = "مطبعة الألوان والنماذج";
    await plain.page.goto("/settings");
    await plain.page.getByLabel("Name", { exact: true }).last().fill(name);
    await plain.page.getByRole("button", { name: "Save", exact: true }).last().click();
    const company = plain.page.getByRole("banner").getByText(name, { exact: true });
    await company.waitFor();
    expect(await company.evaluate((line) => getComputedStyle(line).direction)).toBe("rtl");
    expect(await plain.page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(plain.troubles).toEqual([]);
    await plain.context.close();
  });

  it("shows on a slow line how much is sent, stops when told to, and goes on when the page is left", async () => {
    await page.goto("/generate");
    await page.getByRole("tab", { name: "Picture" }).click();
    await dropFile(page, "[data-drop-zone]", "public/samples/vase.png", "vase.png");
    const submit = page.getByRole("button", { name: "Generate", exact: true });
    await page.locator('[data-preview="ready"]').waitFor();
    const line = await visitor.context.newCDPSession(page);
    const throttle = (uploadThroughput: number) =>
      line.send("Network.emulateNetworkConditions", {
        ...{ offline: false, latency: 20, downloadThroughput: -1 },
        uploadThroughput,
      });
    await line.send("Network.enable");
    await throttle(6_000);
    await submit.click();
    await page.getByText(/Sending the picture, [1-9]\d? %/).waitFor();
    await page.getByRole("button", { name: "Stop sending" }).click();
    await page.getByText(/Sending the picture/).waitFor({ state: "detached" });
    await expect.poll(() => submit.isEnabled()).toBe(true);
    await page.getByText("96 → 92").waitFor();

    await submit.click();
    await page.getByText(/Sending the picture, \d+ %/).waitFor();
    await page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "Usage" }).click();
    await page.waitForURL("**/usage");
    await throttle(-1);
    await page.getByText("Your model is being made", { exact: true }).first().waitFor();
    await line.detach();
    await page.goBack();
    await page.getByAltText("Preview of vase.png").waitFor();
    await page.goto("/generations");
    await page.locator("main a[href^='/generations/gen_']").nth(1).waitFor();
    await expect.poll(() => page.locator("main a[href^='/generations/gen_']").count()).toBe(2);
  });

  it("made no trouble in the console but for the line that was down", () => {
    expect(visitor.troubles.filter((line) => !line.includes("ERR_INTERNET_DISCONNECTED"))).toEqual([]);
  });
});
