import { randomBytes } from "node:crypto";
import sharp from "sharp";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { sharedPortal } from "../support/portal";
import { drawRaster, encodePicture } from "../support/make-pictures";
import { dropFile, openVisitor, signIn, signUp, type Visitor } from "../support/portal-visitor";

/** Drawing in software takes its time. */
const eventually = <T>(ask: () => Promise<T>) => expect.poll(ask, { timeout: 60_000 });

const email = `gen-${randomBytes(6).toString("hex")}@example.com`;
let browser: Browser;
let visitor: Visitor;
let page: Page;
/** Requests that carry something to the server, as they went. */
const sent: string[] = [];

beforeAll(async () => {
  const { url } = await sharedPortal();
  browser = await launchBrowser();
  visitor = await openVisitor(browser, url);
  page = visitor.page;
  page.setDefaultTimeout(60_000);
  await signUp(visitor, email);
  await page.goto("/settings/data");
  await page.getByRole("button", { name: "New project" }).click();
  await page.getByLabel("Name").fill("Web shop");
  await page.getByRole("button", { name: "Make the project" }).click();
  await page.getByRole("button", { name: "Edit Web shop" }).waitFor();
  page.on("request", (request) => {
    if (request.method() !== "GET") sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  await page.goto("/generate");
}, 240_000);
afterAll(() => browser?.close());

const preview = () => page.locator("[data-preview]");
const whole = () => page.locator('[data-preview="ready"]');
const triangles = async () => Number(await preview().getAttribute("data-triangles"));
/** Of filament; not a number while it is measured. */
const grams = async () => Number(/(\d+) g,/.exec((await preview().textContent()) ?? "")?.[1]);
const size = async () =>
  (await page.locator("[data-size]").textContent())?.match(/[\d.]+/g)?.map(Number) ?? [];

/** In this order: each step stands on the one before. */
describe("the live preview", () => {
  it("draws a dropped picture as a figure of the wished size, and sends nothing", async () => {
    await dropFile(page, "[data-drop-zone]", "public/samples/vase.png", "vase.png");
    await whole().waitFor();
    expect(Math.max(...(await size()))).toBe(80);
    expect(await triangles()).toBe(200_000);
    await expect.poll(() => page.locator("[data-fits]").getAttribute("data-fits")).toBe("true");
    expect(sent).toEqual([]);
  });

  it("follows the engine, its settings and the size, and still sends nothing", async () => {
    await page.getByRole("radio", { name: "Relief" }).click();
    await eventually(async () => (await size())[2]).toBeLessThan(12);
    await page.getByRole("radio", { name: "Lithophane" }).click();
    await eventually(async () => (await size())[1]).toBe(3);
    await page.getByLabel("Max thickness").first().fill("5");
    await eventually(async () => (await size())[1]).toBe(5);
    await page.getByLabel("Size in millimetres").first().fill("300");
    await eventually(async () => (await size())[0]).toBe(300);
    await expect.poll(() => page.locator("[data-fits]").getAttribute("data-fits")).toBe("false");
    await whole().waitFor();
    await expect.poll(() => page.getByText('lithophane={"max_thickness_mm":5}').count()).toBe(1);
    expect(sent).toEqual([]);
  });

  it("shows what the engine would refuse, and what words it would take", async () => {
    await page.getByLabel("Size in millimetres").first().fill("80");
    await page.getByRole("tab", { name: "Words" }).click();
    await page.getByLabel("What to model, in words").fill("a vaze");
    await page.locator('[data-preview="refused"]').waitFor();
    await page
      .getByRole("group", { name: "Words that are understood" })
      .getByRole("button", { name: /vase/ })
      .first()
      .click();
    await whole().waitFor();
    expect(Math.max(...(await size()))).toBe(80);
    await page.getByText("100 → 96").waitFor();
  });
});

describe("the picture", () => {
  it("is turned, cropped by keyboard and corrected with a brush; the model follows", async () => {
    await page.getByRole("tab", { name: "Picture" }).click();
    await page.getByRole("radio", { name: "Figure" }).click();
    await whole().waitFor();
    const upright = await size();
    await page.getByRole("button", { name: "Turn by a quarter" }).click();
    await eventually(async () => Math.round((await size())[0])).toBe(80);
    expect(Math.abs((await size())[2] - upright[0])).toBeLessThan(1.5);

    await page.getByRole("button", { name: "Crop" }).click();
    const corner = page.getByRole("button", { name: "Crop, upper left corner" });
    await corner.focus();
    for (let press = 0; press < 20; press++) await page.keyboard.press("ArrowRight");
    await page.getByRole("button", { name: "Crop", exact: true }).click();
    await page.getByText(/^461 × 768/).waitFor();

    await page.getByRole("button", { name: "Correct the background" }).click();
    const veil = page.getByRole("img", { name: /^The veil/ });
    await veil.waitFor();
    await whole().waitFor();
    await eventually(grams).toBeGreaterThan(0);
    const before = await grams();
    const area = (await veil.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2);
    await page.mouse.down();
    await page.mouse.move(area.x + area.width * 0.9, area.y + area.height / 2, { steps: 4 });
    await page.mouse.up();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByText(/cut out$/).waitFor();
    await eventually(grams).toBeLessThan(before);
    expect(sent.filter((one) => one.startsWith("PUT"))).toEqual([]);
  });

  it("of 48 megapixels and 24 MB is reduced without stopping the page, and comes back with the form after a reload; one of 41 MB is refused", async () => {
    const jpeg = await sharp("public/samples/vase.png").resize(8000, 6000, { fit: "fill" }).jpeg().toBuffer();
    // A telephone hangs a short film behind its photo.
    const photo = Buffer.concat([jpeg, Buffer.alloc(24 * 1024 * 1024)]);
    await page.getByRole("button", { name: "Remove the picture" }).click();
    await page
      .getByLabel("Choose a picture")
      .setInputFiles({ name: "photo.jpg", mimeType: "image/jpeg", buffer: photo });
    await page.getByText(/^2,?048 × 1,?536, \d{2,3} kB/i).waitFor();
    await whole().waitFor();
    await page
      .getByLabel("Choose a picture")
      .setInputFiles({ name: "huge.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(41 * 1024 * 1024) });
    await page.getByText("The picture has more than 40 MB.").waitFor();
    await page.reload();
    await page.getByAltText("Preview of photo.jpg").waitFor();
    await expect
      .poll(() => page.getByRole("radio", { name: "Figure" }).getAttribute("aria-checked"))
      .toBe("true");
    await whole().waitFor();
  });
});

describe("a map of the front", () => {
  const photo = () => sharp("public/samples/vase.png").resize(512, 384, { fit: "fill" });
  const add = (label: string, buffer: Buffer) =>
    page.getByLabel(label).setInputFiles({ name: "front.png", mimeType: "image/png", buffer });
  const blocked = () => page.getByRole("button", { name: "Generate", exact: true }).isDisabled();

  it("is refused before anything is sent where it is none, too small or of other proportions", async () => {
    await add("Add a normal map", await photo().png().toBuffer());
    await page.getByText("is no normal map").waitFor();
    await eventually(blocked).toBe(true);
    await page.getByRole("button", { name: "Remove the map" }).click();
    const slope = drawRaster(96, 96, (x) => normalOf((x - 48) / 60));
    await add("Add a normal map", await encodePicture(slope));
    await page.getByText(/other proportions \(96 × 96\)/).waitFor();
    await page.getByRole("button", { name: "Remove the map" }).click();
    await add("Add a depth map", await photo().resize(32, 24).png().toBuffer());
    await page.getByText("32 × 24 px").waitFor();
    await page.getByRole("button", { name: "Remove the map" }).click();
    await whole().waitFor();
    expect(await blocked()).toBe(false);
  });

  it("makes the picture its own depth map, and follows one that is added, its reach and what white means", async () => {
    const guessed = await size();
    await page.getByRole("button", { name: "This is a depth map" }).click();
    await page.getByText("The picture is its own depth map").waitFor();
    await page.getByRole("button", { name: "Remove the map" }).click();
    await eventually(size).toEqual(guessed);
    const ramp = drawRaster(256, 192, (x) => [x, x, x, 255]);
    await add("Add a depth map", await encodePicture(ramp));
    await page.locator('[data-map="depth_map"]').waitFor();
    await page.getByLabel("Reach of the depth map").first().fill("0.8");
    await eventually(async () => (await size())[1]).toBeGreaterThan(guessed[1] + 5);
    await page.getByText("depth_map=@front.png").waitFor();
    await page.getByText('figure={"depth_range":0.8}').waitFor();
    await whole().waitFor();
  });
});

describe("submitting", () => {
  let previewed: number[];
  it("makes one generation of a double click, shows it beside the picture, and varies it", async () => {
    previewed = await size();
    await page.getByRole("combobox", { name: "Project" }).click();
    await page.getByRole("option", { name: /Web shop/ }).click();
    await page.getByRole("button", { name: "Generate", exact: true }).dblclick();
    await page.locator('[data-result="completed"]').waitFor();
    await page.getByText("96 → 92").waitFor();
    // The picture and its map.
    expect(sent.filter((one) => one.startsWith("PUT"))).toHaveLength(2);
    await page.getByRole("button", { name: "Vary" }).click();
    await page.getByRole("button", { name: "Variation 2" }).waitFor();
    await page.locator('[data-result="completed"]').waitFor();
    await page.getByText("92 → 88").waitFor();
    // The same picture is not sent again.
    expect(sent.filter((one) => one.startsWith("PUT"))).toHaveLength(2);
    expect(visitor.troubles).toEqual([]);
  });

  it("makes a past one again with changes: the form has its picture, its map and its settings, and after a reload the changes", async () => {
    await page.locator("[data-result]").getByRole("link", { name: "Open" }).click();
    const made =
      (await page
        .locator("[data-report] dt", { hasText: /^Size$/ })
        .locator("+ dd")
        .textContent()) ?? "";
    const off = (made.match(/[\d.]+/g) ?? []).map((part, axis) => Math.abs(Number(part) - previewed[axis]));
    expect(off).toHaveLength(3);
    expect(Math.max(...off)).toBeLessThan(0.6);
    // A variation is made under the same project.
    const project = page.locator("dt", { hasText: /^Project$/ }).locator("+ dd");
    expect(await project.textContent()).toBe("Web shop");
    await page.getByRole("link", { name: "Again with changes" }).click();
    await page.getByAltText("Preview of picture.").waitFor();
    await expect.poll(() => page.locator("[data-map]").getAttribute("data-map")).toBe("depth_map");
    await expect.poll(() => page.getByLabel("Reach of the depth map").first().inputValue()).toBe("0.8");
    await expect
      .poll(() => page.getByRole("radio", { name: "Figure" }).getAttribute("aria-checked"))
      .toBe("true");
    expect(new URL(page.url()).search).toBe("");
    await page.getByLabel("Size in millimetres").first().fill("71");
    await eventually(async () => Math.max(...(await size()))).toBe(71);
    await page.reload();
    await page.getByAltText("Preview of picture.").waitFor();
    await eventually(async () => Math.max(...(await size()))).toBe(71);
    await expect.poll(() => page.locator("[data-project]").textContent()).toContain("Web shop");
    expect(visitor.troubles).toEqual([]);
  });

  it("asks for a new sign-in where the session has ended, and comes back to the form", async () => {
    await page.evaluate(slowDownStorage);
    await visitor.context.clearCookies();
    await page.getByLabel("Size in millimetres").first().fill("64");
    await page.getByRole("button", { name: "Generate", exact: true }).click();
    await page.waitForURL("**/sign-in?next=%2Fgenerate");
    await signIn(visitor, email);
    await page.waitForURL("**/generate");
    await page.getByAltText("Preview of picture.").waitFor();
    await expect.poll(() => page.getByLabel("Size in millimetres").first().inputValue()).toBe("64");
  });
});

/** Of a disk that is busy: whoever leaves the page before something is kept loses it. */
function slowDownStorage(): void {
  const open = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...to) {
    const opening = open.apply(this, to);
    Object.defineProperty(opening, "onsuccess", {
      set: (told: () => void) => opening.addEventListener("success", () => setTimeout(told, 1_000)),
    });
    return opening;
  };
}

/** The colour of a surface that slopes by so much to the right. */
function normalOf(x: number): [number, number, number, number] {
  return [127.5 + 127.5 * x, 127.5, 127.5 + 127.5 * Math.sqrt(1 - x * x), 255];
}
