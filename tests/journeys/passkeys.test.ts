import { randomBytes } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../support/browser";
import { findViolations } from "../support/find-violations";
import { sharedPortal } from "../support/portal";
import { forgetProof, openVisitor, signUp } from "../support/portal-visitor";

let browser: Browser;
let url: string;
let databaseUrl: string;
beforeAll(async () => {
  // Devices know sites by their names: an address of numbers has none.
  const portal = await sharedPortal();
  url = portal.url.replace("127.0.0.1", "localhost");
  databaseUrl = portal.databaseUrl;
  browser = await launchBrowser();
}, 240_000);
afterAll(() => browser?.close());

it("a passkey is added, signs in by itself, is refused once the device is not unlocked, and is removed", async () => {
  const visitor = await openVisitor(browser, url);
  const { page, context } = visitor;
  const devices = await context.newCDPSession(page);
  await devices.send("WebAuthn.enable");
  const { authenticatorId } = await devices.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  const email = `grace-${randomBytes(6).toString("hex")}@example.com`;
  await signUp(visitor, email, "Grace");

  await page.goto("/settings/security");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill("Laptop");
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await page.getByText("Laptop is added").first().waitFor();
  await page.locator("[data-passkey]", { hasText: "not used yet" }).waitFor();

  await context.clearCookies({ name: "printpal.session" });
  await page.goto("/sign-in?next=/settings/security");
  // Whoever finds the device cannot unlock it.
  await devices.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByText("The device was not unlocked").waitFor();
  await devices.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.waitForURL("**/settings/security");
  await page.locator("[data-passkey]", { hasText: "last used" }).waitFor();

  // Ten minutes later the device shows once more who it is, in place of the password.
  await forgetProof(databaseUrl, page);
  await page.getByRole("button", { name: "Remove Laptop" }).click();
  await dialog.getByRole("button", { name: "Remove it" }).click();
  await dialog.getByRole("button", { name: "Use a passkey instead" }).waitFor();
  expect(await findViolations(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Use a passkey instead" }).click();
  await page.getByText("Laptop is removed").first().waitFor();
  await expect.poll(() => page.locator("[data-passkey]").count()).toBe(0);
  await context.clearCookies({ name: "printpal.session" });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await page.getByText("That passkey opens no account here").waitFor();
  expect(visitor.troubles).toEqual([]);
});
