import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { TOTP } from "otpauth";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { places } from "@/lib/run/places";
import { turnModel } from "@/lib/run/turn-model";
import { launchBrowser } from "../support/browser";
import { lookAt } from "../support/look-at-page";
import { sharedPortal } from "../support/portal";
import {
  countChanges,
  countPixels,
  dropFile,
  openVisitor,
  PASSWORD,
  readPixels,
  signIn,
  signUp,
  type Visitor,
} from "../support/portal-visitor";

const newEmail = (name: string): string => `${name}-${randomBytes(6).toString("hex")}@example.com`;
const ada = newEmail("ada");

let browser: Browser;
let url: string;
let demoKey: string;
let visitor: Visitor;
let generationPath: string;
let sharePath: string;

beforeAll(async () => {
  const details = await sharedPortal();
  url = details.url;
  demoKey = details.demo?.api_key ?? "";
  browser = await launchBrowser();
  visitor = await openVisitor(browser, url, { acceptDownloads: true });
}, 240_000);
afterAll(() => browser?.close());

/** In this order: each step stands on the one before, as a person's visit does. */
describe("a first visit", () => {
  it("signs up, lands on the overview and finds 100 welcome credits", async () => {
    const { page } = visitor;
    await signUp(visitor, ada);
    await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).toBe("Hello, Ada Vogel");
    await expect.poll(() => page.locator("[data-balance]").first().textContent()).toBe("100");
    const session = (await visitor.context.cookies()).find(({ name }) => name === "printpal.session");
    expect(session).toMatchObject({ httpOnly: true, sameSite: "Lax", path: "/" });
  });

  it("drops a picture, sees the price and submits it", async () => {
    const { page } = visitor;
    await page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "Generate" }).click();
    await page.waitForURL("**/generate");
    const submit = page.getByRole("button", { name: "Generate", exact: true });
    await expect.poll(() => submit.isDisabled()).toBe(true);
    await dropFile(page, "[data-drop-zone]", "public/samples/vase.png", "vase.png");
    await page.getByAltText("Preview of vase.png").waitFor();
    await page.getByText("100 → 96").waitFor();
    await page.getByText("image=@vase.png").waitFor();
    await submit.click();
    await page.locator("[data-result]").getByRole("link", { name: "Open" }).click();
    await page.waitForURL("**/generations/gen_*");
    generationPath = new URL(page.url()).pathname;
  });

  it("follows it live to a model that is really drawn", async () => {
    const { page } = visitor;
    await turnModel(page);
    await page.mouse.move(5, 5);
    const stage = page.locator("[data-viewer] canvas");
    // The filament is orange, and nothing else on the stage is.
    const isModel = (r: number, g: number, b: number) => r > 90 && r > 1.35 * g && r > 1.6 * b;
    await expect.poll(async () => countPixels(await readPixels(stage), isModel)).toBeGreaterThan(0.04);
    const before = await readPixels(stage);
    expect(countPixels(before, isModel)).toBeLessThan(0.6);

    await page.locator("[data-viewer]").focus();
    for (let press = 0; press < 6; press++) await page.keyboard.press("ArrowRight");
    await expect.poll(async () => countChanges(before, await readPixels(stage))).toBeGreaterThan(0.02);
    await page.keyboard.press("4");
    await expect.poll(async () => countPixels(await readPixels(stage), isModel)).toBeLessThan(0.04);
    // A browser without a graphics card draws in software, on cores that others use as well.
  });

  it("reads the measured report and is charged once", async () => {
    const { page } = visitor;
    await expect.poll(() => page.locator("[data-report]").getAttribute("data-report")).toBe("ready");
    await expect.poll(() => page.locator("[data-balance]").first().textContent()).toBe("96");
  });

  it("downloads the STL, whose bytes hold as many triangles as the report says", async () => {
    const { page } = visitor;
    const waiting = page.waitForEvent("download");
    await page.locator('[data-format="stl"]').click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/\.stl$/);
    const bytes = await readFile(await download.path());
    const triangles = bytes.readUInt32LE(80);
    expect(bytes.length).toBe(84 + 50 * triangles);
    const reported = await page
      .locator("dt", { hasText: /^Triangles$/ })
      .locator("+ dd")
      .textContent();
    expect(Number(reported?.replace(/\D/g, ""))).toBe(triangles);
  });

  it("hands the file to a slicer without a session, under a name with an ending", async () => {
    const href = await visitor.page.locator('[data-format="stl"]').getAttribute("href");
    const [path, query] = href?.split("?") ?? [];
    const named = await fetch(`${url}${path}/vase.stl?${query}`);
    expect([named.status, named.headers.get("content-type")]).toEqual([200, "model/stl"]);
    expect((await fetch(`${url}${path}/vase.stl`)).status).not.toBe(200);
  });

  it("shares it with a stranger, whose page may be framed nowhere and its embedding everywhere, and takes it back", async () => {
    const { page } = visitor;
    await page.getByRole("button", { name: "Share" }).click();
    await page.getByLabel("Heading of the page").fill("My vase");
    await page.getByRole("button", { name: "Make an address" }).click();
    const path = await page.getByRole("link", { name: "Look at the page" }).getAttribute("href");
    const answers = await Promise.all(
      [path, path?.replace("/share/", "/embed/"), `${path}/card.png`].map((one) => fetch(`${url}${one}`)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const frames = answers
      .slice(0, 2)
      .map(({ headers }) => [
        /frame-ancestors ([^;]*)/.exec(headers.get("content-security-policy") ?? "")?.[1],
        headers.get("x-frame-options"),
      ]);
    expect(frames).toEqual([
      ["'none'", "DENY"],
      ["*", null],
    ]);
    const html = await answers[0].text();
    expect(html).toContain("<title>My vase · PrintPal</title>");
    expect(html).toMatch(new RegExp(`property="og:image" content="[^"]*${path}/card\\.png"`));
    expect(answers[2].headers.get("content-type")).toBe("image/png");

    await page.getByRole("button", { name: "Take it back" }).click();
    await page.getByText("Taken back", { exact: true }).first().waitFor();
    expect((await fetch(`${url}${path}`)).status).toBe(404);
    await page.getByRole("button", { name: "Make an address" }).click();
    sharePath = (await page.getByRole("link", { name: "Look at the page" }).getAttribute("href")) ?? "";
    expect(sharePath).not.toBe(path);
    await page.keyboard.press("Escape");
  });

  it("finds it in the history by its engine, ticks it, and is offered what can be done with it", async () => {
    const { page } = visitor;
    await page.goto("/generations?view=table&engine=figure");
    await page.getByRole("checkbox").first().check();
    const bar = page.getByRole("toolbar", { name: "With the selected generations" });
    await expect.poll(() => bar.textContent()).toContain("1 generation");
    await expect.poll(() => bar.getByRole("button", { name: "Delete" }).isVisible()).toBe(true);
    await page.goto("/generations?text=no+such+words");
    await page.getByRole("heading", { name: "Nothing here" }).waitFor();
  });

  it("creates a key that is shown once, works, is bound and rotated, and is refused after its revocation", async () => {
    const { page } = visitor;
    await page.goto("/keys");
    await page.getByRole("button", { name: "New key" }).first().click();
    await page.getByLabel("Name").fill("Web shop");
    await page.getByRole("button", { name: "Create key" }).click();
    await page.getByText("Tick the box to confirm it.").waitFor();
    await page.getByRole("checkbox", { name: /third-party AI services/ }).check();
    await page.getByRole("button", { name: "Create key" }).click();
    const secret = await page.locator("[data-secret]").textContent();
    expect(secret).toMatch(/^pp_live_[0-9A-Za-z]{49}$/);
    const ask = (key = secret) =>
      fetch(`${url}/api/v1/credits`, { headers: { Authorization: `Bearer ${key}` } });
    expect((await ask()).status).toBe(200);
    await page.getByRole("button", { name: "I have copied it" }).click();
    await page.reload();
    expect(await page.content()).not.toContain(secret);

    await page.getByRole("button", { name: "Edit Web shop" }).click();
    await page.getByLabel("Monthly cap").fill("1,000");
    await page.getByLabel("Web pages").fill("shop.example");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Write an origin as browsers do").waitFor();
    await page.getByLabel("Web pages").fill("https://shop.example");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("1,000 credits a month · 1 web page").waitFor();

    await page.getByRole("button", { name: "Rotate Web shop" }).click();
    await page.getByRole("button", { name: "Make a new secret" }).click();
    const rotated = await page.locator("[data-secret]").textContent();
    await page.getByRole("button", { name: "I have copied it" }).click();
    expect(rotated).not.toBe(secret);
    expect([(await ask(rotated)).status, (await ask()).status]).toEqual([200, 200]);

    await page.getByRole("button", { name: "Revoke Web shop" }).click();
    await page.getByRole("button", { name: "Revoke the key" }).click();
    await page.getByRole("heading", { name: "No key yet" }).waitFor();
    // Other bundles of the server may know a key for five seconds more.
    await expect.poll(async () => (await ask()).status).toBe(401);

    await page.goto("/settings/data");
    await page.getByRole("button", { name: "Look at what goes" }).click();
    await page.getByRole("button", { name: "Erase what it made" }).click();
    await page.getByLabel("Your password").fill(PASSWORD);
    await page.getByRole("button", { name: "Erase it for good" }).click();
    await page.getByText("It is being erased").first().waitFor();
  });

  it("made no trouble in the console", () => expect(visitor.troubles).toEqual([]));
});

describe("every page", () => {
  it.each([
    // Long words in the narrowest window.
    ["light", "de-DE", 360, 1920],
    ["dark", "en-US", 1280, 768],
  ] as const)(
    "in %s and %s at %i and %i px scrolls one way only, stands still, has nothing that axe finds wrong, and keeps the console quiet",
    async (colorScheme, locale, width, otherWidth) => {
      // Signed in, but not in 3D as the visitor chose: two models drawn by the processor hold a browser up for seconds.
      const storageState = { ...(await visitor.context.storageState()), origins: [] };
      // Contrast is measured on what stands still: a picture of something half faded in says nothing.
      const options = {
        viewport: { width, height: 740 },
        ...{ colorScheme, locale, reducedMotion: "reduce" as const },
      };
      const guest = await openVisitor(browser, url, options);
      const member = await openVisitor(browser, url, { ...options, storageState });
      const seen = [];
      for (const path of places.guest) seen.push(await lookAt(guest, path, [width, otherWidth]));
      const id = generationPath.split("/").at(-1);
      const ofTheirs = [
        generationPath,
        `/generations/compare?a=${id}&b=${id}`,
        sharePath,
        sharePath.replace("/share/", "/embed/"),
        "/join/used-before",
      ];
      for (const path of [...places.open, ...places.member, ...ofTheirs])
        seen.push(await lookAt(member, path, [width, otherWidth]));
      const sound = { widths: [width, otherWidth], shifts: false, violations: [], overBudget: 0 };
      expect(seen).toEqual(seen.map(({ path }) => ({ path, ...sound })));
      // The page that says that there is no such page answers 404, as it should.
      const known = (line: string) => line.endsWith("/nowhere") || line.includes("/nowhere: ");
      expect([...guest.troubles, ...member.troubles].filter((line) => !known(line))).toEqual([]);
      await guest.context.close();
      await member.context.close();
    },
    300_000,
  );

  it("shows on a phone which page of the docs is read, and sends calls from the reference", async () => {
    const guest = await openVisitor(browser, url, { viewport: { width: 360, height: 740 } });
    const { page } = guest;
    await page.goto("/docs/performance");
    const tab = page.getByRole("navigation", { name: "Docs" }).getByRole("link", { name: "Performance" });
    const ends = async () => {
      const { x, width } = (await tab.boundingBox())!;
      return x >= 0 && x + width <= 360;
    };
    await expect.poll(ends).toBe(true);

    const tried = async (title: string, send: string) => {
      const call = page.locator("section", { has: page.getByRole("heading", { name: title }) }).last();
      await call.getByRole("button", { name: "Try it" }).click();
      await call.getByLabel("API key").fill(demoKey);
      await call.getByRole("button", { name: send }).click();
      return call;
    };
    await page.goto("/docs/reference/credits");
    const read = await tried("Read the balance", "Send GET");
    await read.getByText("200 OK").waitFor();
    await expect.poll(() => read.locator("[aria-live]").textContent()).toMatch(/"credits": \d+/);
    expect(guest.troubles).toEqual([]);

    await page.goto("/docs/reference/generations");
    const made = await tried("Turn a picture or a prompt into a printable model", "Send POST");
    await made.getByRole("button", { name: "Yes, send it" }).click();
    // A page may not use a live key that does not name it.
    await made.getByText("403 Forbidden").waitFor();
    await expect
      .poll(() => made.locator("[aria-live]").textContent())
      .toContain('"code": "origin_not_allowed"');
    await guest.context.close();
  });

  it("forbids scripts without the nonce of its answer, and frames", async () => {
    const answers = await Promise.all([fetch(url), fetch(url)]);
    const policies = answers.map((answer) => answer.headers.get("content-security-policy") ?? "");
    const nonces = policies.map(
      (policy) => /script-src 'nonce-([^']{20,})' 'strict-dynamic'/.exec(policy)?.[1],
    );
    expect(new Set(nonces).size).toBe(2);
    expect(policies[0]).toContain("frame-ancestors 'none'");
    expect(policies[0]).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
    expect(answers[0].headers.get("x-content-type-options")).toBe("nosniff");
    const html = await answers[0].text();
    for (const [tag] of html.matchAll(/<script[^>]*>/g)) expect(tag).toContain(`nonce="${nonces[0]}"`);
  });

  it("greets in the browser's language and keeps another that is chosen", async () => {
    const guest = await openVisitor(browser, url, { locale: "de-DE" });
    const { page } = guest;
    await page.goto("/pricing");
    const heading = page.getByRole("heading", { level: 1 });
    await expect.poll(() => heading.textContent()).toBe("Im Voraus bezahlt, je Modell");
    await page.goto("/sign-up");
    await expect.poll(() => heading.textContent()).toBe("Ihr Konto anlegen");
    await page.getByLabel("Geburtsdatum").waitFor();
    await expect
      .poll(() => page.getByLabel("Land").getByRole("option", { name: "Frankreich" }).count())
      .toBe(1);
    await page.goto("/docs/reference");
    await page
      .getByRole("navigation", { name: "Dokumentation" })
      .getByRole("link", { name: "Fehlercodes" })
      .waitFor();
    await expect.poll(() => page.getByRole("searchbox", { name: "Aufrufe filtern" }).count()).toBe(1);
    await expect.poll(() => page.locator("main").getAttribute("lang")).toBe("en");
    await page.goto("/pricing");
    await page.getByRole("button", { name: "English" }).click();
    await expect.poll(() => heading.textContent()).toBe("Prepaid, per model");
    await page.goto("/");
    await expect
      .poll(() => page.getByRole("heading", { level: 1 }).textContent())
      .toContain("Printable models");
    expect(guest.troubles).toEqual([]);
    await guest.context.close();
  });

  it("keeps a chosen theme over a reload", async () => {
    const { context, page } = await openVisitor(browser, url, { colorScheme: "light" });
    await page.goto("/sign-in");
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.getByRole("button", { name: /^Colours/ }).click();
    await page.getByRole("button", { name: /^Colours: Light/ }).click();
    expect(await paper()).not.toBe(light);
    const dark = await paper();
    await page.reload();
    expect(await paper()).toBe(dark);
    await context.close();
  });
});

describe("signing in", () => {
  it("works by keyboard alone and comes back to the page that was asked for", async () => {
    const guest = await openVisitor(browser, url);
    const { page } = guest;
    await page.goto("/keys");
    expect(new URL(page.url()).search).toBe("?next=%2Fkeys");
    await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "email");
    await page.keyboard.type(ada);
    await page.keyboard.press("Tab");
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/keys");
    expect(guest.troubles).toEqual([]);
    await guest.context.close();
  });

  it("row 83: refuses a wrong password and an unknown address with the same words, then asks to wait", async () => {
    const guest = await openVisitor(browser, url);
    const { page } = guest;
    await page.goto("/sign-in");
    const refusal = page.locator('form [role="alert"]');
    const tryOnce = async (email: string) => {
      await signIn(guest, email, "not the right password");
      await page.getByRole("button", { name: "Sign in", disabled: false }).waitFor();
      return refusal.textContent();
    };
    const words = "That address and password do not go together. Check both and try again.";
    expect(await tryOnce(ada)).toBe(words);
    const stranger = newEmail("nobody");
    // Five are free; then the wait doubles, until it is longer than an attempt takes.
    const answers: (string | null)[] = [];
    do answers.push(await tryOnce(stranger));
    while (answers.at(-1) === words && answers.length < 10);
    expect(answers.length).toBeGreaterThan(5);
    expect(answers.at(-1)).toMatch(/^Too many attempts\. Wait \d+ (second|minute)s? and try again\.$/);
    expect(guest.troubles).toEqual([]);
    await guest.context.close();
  });

  it.each(["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)"])(
    "row 89: does not lead away to %s",
    async (next) => {
      const cookies = await visitor.context.cookies();
      const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
      const answer = await fetch(`${url}/sign-in?next=${encodeURIComponent(next)}`, {
        headers: { Cookie },
        redirect: "manual",
      });
      expect(answer.status).toBe(307);
      expect(answer.headers.get("location")).toBe("/overview");
    },
  );
});

describe("other people", () => {
  let eve: Visitor;
  let evesEmail: string;
  beforeAll(async () => {
    eve = await openVisitor(browser, url);
    await signUp(eve, (evesEmail = newEmail("eve")), "Eve");
  });

  it("row 84: set up a second factor, and sign in by password and a code", async () => {
    const { page } = eve;
    await page.goto("/settings/security");
    await page.getByRole("button", { name: "Set it up" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Password" }).fill(PASSWORD);
    await dialog.getByRole("button", { name: "Go on" }).click();
    await dialog.getByRole("img", { name: "The key as a picture" }).waitFor();
    const secret = (await dialog.locator("code").textContent())!.replaceAll(" ", "");
    const leftMs = 30_000 - (Date.now() % 30_000);
    // A code must not end on its way.
    if (leftMs < 4000) await page.waitForTimeout(leftMs);
    await dialog.getByLabel("Code").fill(new TOTP({ secret }).generate());
    await dialog.getByRole("button", { name: "Turn it on" }).click();
    await dialog.getByRole("heading", { name: "Your recovery codes" }).waitFor();
    const codes = await dialog.getByRole("listitem").allTextContents();
    await dialog.getByRole("button", { name: "I have kept them" }).click();
    await page.getByText("10 of 10 recovery codes are left").waitFor();

    const other = await openVisitor(browser, url);
    await other.page.goto("/sign-in");
    await signIn(other, evesEmail);
    await other.page.getByLabel("Code").fill(codes[0]);
    await other.page.getByRole("button", { name: "Sign in" }).click();
    await other.page.waitForURL("**/overview");
    await other.context.close();

    await page.goto("/settings/people");
    await page.getByRole("button", { name: "Demand it" }).click();
    await dialog.getByRole("button", { name: "Demand it" }).click();
    await page.getByRole("button", { name: "Stop demanding it" }).waitFor();
  });

  it("see nothing of another organization's generation: the page is a 404", async () => {
    const answer = await eve.page.goto(generationPath);
    expect(answer?.status()).toBe(404);
    await expect
      .poll(() => eve.page.getByRole("heading", { level: 1 }).textContent())
      .toBe("There is nothing on this layer");
    expect((await eve.page.goto("/generations"))?.status()).toBe(200);
    await eve.page.getByRole("heading", { name: "Your models will stand here" }).waitFor();
  });

  it("are sent to sign in wherever a session is needed", async () => {
    for (const path of [
      "/overview",
      "/generate",
      "/generations",
      generationPath,
      "/keys",
      "/usage",
      "/settings",
    ]) {
      const answer = await fetch(url + path, { redirect: "manual" });
      expect(answer.status).toBe(307);
      expect(answer.headers.get("location")).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
    }
  });
});

describe("leaving", () => {
  it("ends another session from the settings; its next page asks to sign in", async () => {
    const other = await openVisitor(browser, url);
    await other.page.goto("/sign-in");
    await signIn(other, ada);
    await other.page.waitForURL("**/overview");

    const { page } = visitor;
    await page.goto("/settings/security");
    await page.getByRole("button", { name: "Sign out everywhere else" }).click();
    await page.getByRole("button", { name: "Sign out there" }).click();
    await page.getByText("Signed out everywhere else", { exact: true }).first().waitFor();
    const visit = async () => (await other.page.goto("/overview")) && new URL(other.page.url()).pathname;
    await expect.poll(visit).toBe("/sign-in");
    await other.context.close();
  });

  it("row 86: signs out: the cookie is gone, and the token that it held is dead", async () => {
    const { page, context } = visitor;
    const cookies = await context.cookies();
    const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    await page.getByRole("button", { name: "Your account" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.waitForURL(`${url}/`);
    expect((await context.cookies()).map(({ name }) => name)).not.toContain("printpal.session");
    const locate = async () =>
      (await fetch(`${url}/overview`, { headers: { Cookie }, redirect: "manual" })).headers.get("location");
    await expect.poll(locate).toBe("/sign-in?next=%2Foverview");
    expect(visitor.troubles).toEqual([]);
  });
});
