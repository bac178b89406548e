import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPart } from "@/lib/privacy/import/read-export";
import { cookieRegister } from "@/lib/visitors/schema";
import { launchBrowser } from "../support/browser";
import { sharedPortal } from "../support/portal";
import { forgetProof, openVisitor, PASSWORD, signUp } from "../support/portal-visitor";

const newEmail = (name: string): string => `${name}-${randomBytes(6).toString("hex")}@example.com`;

let browser: Browser;
let url: string;
let databaseUrl: string;
beforeAll(async () => {
  ({ url, databaseUrl } = await sharedPortal());
  browser = await launchBrowser();
}, 240_000);
afterAll(() => browser?.close());

const named = (group: string) => cookieRegister.filter((one) => one.group === group).map(({ name }) => name);

describe("cookies", () => {
  it("row 47: before a choice are only the necessary ones, nothing comes from elsewhere, and no choice is a no", async () => {
    const guest = await openVisitor(browser, url, {}, { asked: true });
    const { page, context } = guest;
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (/^https?:/.test(protocol) && origin !== new URL(url).origin) elsewhere.push(request.url());
    });
    for (const path of ["/", "/pricing", "/docs", "/legal/privacy", "/sign-in", "/sign-up", "/status"]) {
      await page.goto(path);
      const buttons = page.getByRole("region", { name: "Cookies", exact: true }).getByRole("button");
      const looks = await buttons.evaluateAll((all) =>
        all.map((one) => `${one.className} ${Math.round(one.getBoundingClientRect().width)}`),
      );
      expect([looks.length, new Set(looks).size]).toEqual([2, 1]);
    }
    expect(elsewhere).toEqual([]);
    const names = (await context.cookies()).map(({ name }) => name);
    expect(names.filter((name) => !named("necessary").includes(name))).toEqual([]);

    await page.goto("/");
    await page.getByRole("button", { name: "Allow all" }).click();
    await page.getByRole("region", { name: "Cookies", exact: true }).waitFor({ state: "detached" });
    const says = async () => {
      const counted = page.waitForRequest(
        (request) => request.url().endsWith("/visits") && /"\/pricing"/.test(request.postData() ?? ""),
      );
      await page.goto("/pricing");
      return (await counted).postDataJSON() as unknown;
    };
    expect(await says()).toEqual({ path: "/pricing", first: true });
    expect(await says()).toEqual({ path: "/pricing", first: false });
    const today = () => page.evaluate(() => localStorage.getItem("pages-of-today"));
    expect(await today()).toMatch(/ \/pricing$/);
    // As few clicks as the yes took, from the foot of the page.
    await page.getByRole("link", { name: "Cookie settings" }).click();
    await page.getByRole("checkbox", { name: /^Analytics/ }).uncheck();
    await page.getByRole("checkbox", { name: /^Preferences/ }).uncheck();
    await page.getByRole("button", { name: "Save the choice" }).click();
    await page.getByText("Your choice is saved.").waitFor();
    await page.getByRole("button", { name: /^Colours/ }).click();
    expect((await context.cookies()).map(({ name }) => name)).toEqual(["printpal.cookies"]);
    await expect.poll(today).toBeNull();
    expect(guest.troubles).toEqual([]);
    await context.close();
  });

  it("row 47: without JavaScript nothing optional is set, and the banner works all the same", async () => {
    const { page, context } = await openVisitor(browser, url, { javaScriptEnabled: false }, { asked: true });
    await page.goto("/pricing");
    expect(await context.cookies()).toEqual([]);
    await page.getByRole("button", { name: "Only necessary" }).click();
    await page.waitForLoadState();
    expect((await context.cookies()).map(({ name, httpOnly }) => [name, httpOnly])).toEqual([
      ["printpal.cookies", true],
    ]);
    await expect.poll(() => page.getByRole("button", { name: "Only necessary" }).count()).toBe(0);
    await context.close();
  });

  it("row 50: an opt-out signal is honoured, shown, and announced", async () => {
    const options = { extraHTTPHeaders: { "Sec-GPC": "1" } };
    const { page, context } = await openVisitor(browser, url, options, { asked: true });
    const kept = page.waitForResponse("**/visits");
    await page.goto("/");
    expect((await kept).status()).toBe(204);
    await expect
      .poll(() => page.locator("[data-signal]").first().textContent())
      .toBe("Opt-out signal honoured");
    await page.goto("/cookie-settings");
    await expect.poll(() => page.getByRole("checkbox", { name: /^Analytics/ }).isDisabled()).toBe(true);
    const [choice] = await context.cookies();
    expect(choice.value).toMatch(/^r3-1\.0\.0\.\d+$/);
    expect(await (await fetch(`${url}/.well-known/gpc.json`)).json()).toMatchObject({ gpc: true });
    await page.goto("/your-choices");
    await page.getByRole("button", { name: "Do not sell or share" }).click();
    await page.getByText("Done, from this moment on.").waitFor();
    await context.close();
  });
});

describe("signing up", () => {
  it("row 42: refuses a child, keeps nothing of the answer, and blocks another try in the same browser", async () => {
    const guest = await openVisitor(browser, url);
    const { page } = guest;
    const answer = async (born: string) => {
      await page.getByLabel("Date of birth").fill(born);
      await page.getByLabel("Country").selectOption("DE");
      await page.getByRole("button", { name: "Continue" }).click();
    };
    await page.goto("/sign-up");
    await answer(`${new Date().getUTCFullYear() - 12}-01-01`);
    await page.locator("[data-age-refused]").waitFor();
    await page.goto("/sign-up");
    await page.locator("[data-age-refused]").waitFor();
    // A form that was still open in another tab is refused as well.
    const other = await openVisitor(browser, url);
    await other.page.goto("/sign-up");
    await other.context.addCookies([{ name: "printpal.gate", value: "closed", url: `${url}/sign-up` }]);
    await other.page.getByLabel("Date of birth").fill("1980-01-01");
    await other.page.getByLabel("Country").selectOption("FR");
    await other.page.getByRole("button", { name: "Continue" }).click();
    await other.page.locator("[data-age-refused]").waitFor();
    await guest.context.close();
    await other.context.close();
  });

  it("row 1: refuses an unticked box, and shows the hash of what was accepted", async () => {
    const { page, context } = await openVisitor(browser, url);
    await page.goto("/sign-up");
    await page.getByLabel("Date of birth").fill("1990-02-28");
    await page.getByLabel("Country").selectOption("DE");
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Grace");
    await page.getByLabel("Email").fill(newEmail("grace"));
    await page.getByRole("textbox", { name: "Password" }).fill("walnut harbour sings at noon");
    await page.getByRole("button", { name: "Create account" }).click();
    await page.getByText("Tick the box to say that you have read both documents").waitFor();
    await page.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Create account" }).click();
    await page.waitForURL("**/overview");
    await expect.poll(() => page.locator("[data-policy-banner]").count()).toBe(0);
    await context.close();
  });
});

it("row 30: before a new key, ten minutes after signing in, the password is asked for once more", async () => {
  const visitor = await openVisitor(browser, url);
  const { page, context } = visitor;
  const email = newEmail("proving");
  await signUp(visitor, email, "Proving");
  await forgetProof(databaseUrl, page);
  await page.goto("/keys");
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "New key" }).first().click();
  await dialog.getByLabel("Name").fill("Web shop");
  await dialog.getByRole("radio", { name: /^Test/ }).click();
  const create = dialog.getByRole("button", { name: "Create key" });
  await create.click();
  const password = dialog.locator("[data-proof]").getByRole("textbox", { name: "Your password" });
  await password.fill("not the password at all");
  await create.click();
  await dialog.locator("[data-proof] [aria-invalid=true]").waitFor();
  await password.fill(PASSWORD);
  await create.click();
  await page.getByText("Copy your key now").waitFor();
  expect(visitor.troubles).toEqual([]);
  await context.close();
});

describe("the privacy centre", () => {
  it("row 38: erases in two steps, freezes meanwhile, and undoes it with one click", async () => {
    const visitor = await openVisitor(browser, url);
    const { page, context } = visitor;
    await signUp(visitor, newEmail("leaving"), "Leaving");
    await page.getByRole("navigation", { name: "Portal" }).getByRole("link", { name: "Privacy" }).click();
    await page.getByRole("button", { name: "Erase everything" }).click();
    await page.locator('[data-erasure="unconfirmed"]').waitFor();
    await page.getByRole("button", { name: "Confirm the erasure" }).click();
    const confirm = async (password: string) => {
      await page.getByRole("textbox", { name: "Your password" }).fill(password);
      await page.getByRole("dialog").getByRole("button", { name: "Erase everything" }).click();
    };
    await confirm("not the password at all");
    await page.getByRole("dialog").locator("[aria-invalid=true]").waitFor();
    await confirm(PASSWORD);
    await page.locator('[data-erasure="planned"]').waitFor();
    await expect
      .poll(() => page.locator('[data-request="erasure"]').first().textContent())
      .toContain("Waiting");
    await page.getByRole("button", { name: "Undo the erasure" }).click();
    await page.locator('[data-erasure="planned"]').waitFor({ state: "detached" });
    await expect
      .poll(() => page.locator('[data-request="erasure"]').first().textContent())
      .toContain("Taken back");
    expect(visitor.troubles).toEqual([]);
    await context.close();
  });

  it("row 36: packs what is asked for, and hands out a ZIP that is as its manifest says", async () => {
    const visitor = await openVisitor(browser, url, { acceptDownloads: true });
    const { page, context } = visitor;
    const email = newEmail("taking");
    await signUp(visitor, email, "Taking");
    await page.goto("/privacy");
    await page.getByRole("button", { name: "Ask for a copy" }).click();
    await page.getByRole("textbox", { name: "Your password" }).fill(PASSWORD);
    await page.getByRole("dialog").getByRole("button", { name: "Pack my data" }).click();
    await page.locator("[data-export]").first().waitFor();
    const ready = async () => {
      await page.reload();
      return page.locator('[data-export="ready"]').count();
    };
    await expect.poll(ready, { timeout: 80_000, interval: 2_000 }).toBe(1);
    const waiting = page.waitForEvent("download");
    await page.getByRole("link", { name: "Download" }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toBe("your-data-1.zip");
    const zip = readPart(await readFile(await download.path()));
    expect(zip.names).toEqual(expect.arrayContaining(["index.html", "about.json", "data/users.csv"]));
    const { rows } = JSON.parse(Buffer.from(zip.read("data/users.json")!).toString()) as { rows: object[] };
    expect(rows).toMatchObject([{ email, name: "Taking" }]);
    await page.reload();
    await page.getByText("4 of 5 downloads left").waitFor();
    // Brought back: what is none is refused, and the other says first what it holds.
    const zips = page.getByLabel("ZIPs of the export");
    const card = page.locator("[data-import]");
    const state = () => card.getAttribute("data-import");
    await zips.setInputFiles({ name: "x.zip", mimeType: "application/zip", buffer: Buffer.from("no ZIP") });
    await page.getByRole("button", { name: "Check it" }).click();
    await card.getByText("This is no export that can be read").waitFor();
    await zips.setInputFiles(await download.path());
    await page.getByRole("button", { name: "Check it" }).click();
    await card.getByText("0 to take in, 0 here already").waitFor();
    await page.getByRole("button", { name: "Take it in" }).click();
    await expect.poll(state, { timeout: 60_000 }).toBe("completed");
    expect(visitor.troubles).toEqual([]);
    await context.close();
  });

  it("row 55: restricts with a switch, and lifts it", async () => {
    const visitor = await openVisitor(browser, url);
    const { page, context } = visitor;
    await signUp(visitor, newEmail("quiet"), "Quiet");
    await page.goto("/settings");
    await page.getByText("This portal sends no mail").waitFor();
    await page.goto("/privacy");
    const restrict = page.getByRole("switch", { name: "Only keep my data" });
    for (const on of ["true", "false"]) {
      await restrict.click();
      await expect.poll(() => restrict.getAttribute("aria-checked")).toBe(on);
    }
    await page.goto("/privacy/complaints");
    await page.getByLabel("Where do you live?").selectOption("DE");
    await page.getByText("datenschutzkonferenz-online.de").waitFor();
    await context.close();
  });
});
