import { randomBytes } from "node:crypto";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { places } from "@/lib/run/places";
import { launchBrowser } from "../support/browser";
import { findViolations } from "../support/find-violations";
import { sharedPortal } from "../support/portal";
import { findOrganization, openVisitor, signUp } from "../support/portal-visitor";

let browser: Browser;
let database: pg.Client;
let url: string;
beforeAll(async () => {
  const portal = await sharedPortal();
  url = portal.url;
  database = new pg.Client(portal.databaseUrl);
  [browser] = await Promise.all([launchBrowser(), database.connect()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await database.end();
});

/** Whoever is alone in an organization. */
const makeStaff = (role: string, organizationId: string) =>
  database.query(
    `UPDATE users SET staff_role = $1 FROM memberships m
     WHERE m.user_id = users.id AND m.organization_id = $2`,
    [role, organizationId],
  );

it("the staff area is there for the staff alone, right in every place, and its privacy desk works", async () => {
  const visitor = await openVisitor(browser, url);
  const { page, context } = visitor;
  const email = `desk-${randomBytes(6).toString("hex")}@example.com`;
  await signUp(visitor, email, "Desk");
  const stranger = await page.goto("/admin/privacy/breaches");
  expect(stranger?.status()).toBe(404);
  // The answer and the console's word on it.
  const said = (part: string) => visitor.troubles.some((line) => line.includes(part));
  await expect.poll(() => said("404 ") && said("/admin/privacy/breaches: ")).toBe(true);
  visitor.troubles.length = 0;

  const organizationId = await findOrganization(page);
  await makeStaff("privacy", organizationId);
  // Roles are remembered for some seconds.
  await expect.poll(async () => (await page.request.get("/admin")).status()).toBe(200);
  const wrong = `The privacy request prq_${randomBytes(6).toString("hex")} is past its due date`;
  await database.query(
    `INSERT INTO alerts (id, subject, summary, desk, started_at, next_told_at)
     VALUES ($1, $2, $3, 'privacy', now(), now() + interval '1 day')`,
    [`alt_${randomBytes(11).toString("hex")}`, `privacy_request:${email}`, wrong],
  );
  const things = [...(await makeThings(page)), `/admin/organizations/${organizationId}`];
  for (const place of [...places.staff, ...things]) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(place);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      expect([place, colorScheme, await findViolations(page)]).toEqual([place, colorScheme, []]);
    }
    for (const width of [360, 768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([place, wide]).toEqual([place, width]);
    }
  }

  await page.goto("/admin/alerts");
  const alert = page.getByRole("row", { name: wrong });
  await alert.getByRole("button", { name: "I look after it" }).click();
  await alert.getByRole("button").waitFor({ state: "detached" });
  expect(await alert.textContent()).toContain("Desk");

  await page.goto("/admin/privacy/breaches");
  const record = page.getByRole("form", { name: "Record a breach" });
  await record.getByLabel("First alert (UTC)").fill("2026-01-02T08:00");
  await record.getByLabel("Aware of it since (UTC)").fill("2026-01-02T09:30");
  await record.getByRole("button", { name: "Record" }).click();
  await record.getByText("Say what happened, in a sentence.").waitFor();
  const words = `A disk was lost, ${randomBytes(4).toString("hex")}.`;
  await record.getByLabel("What happened").fill(words);
  await record.getByRole("button", { name: "Record" }).click();
  const breach = page.locator("section", { hasText: words });
  await breach.getByText(/\d h late/).waitFor();
  expect(await record.getByLabel("What happened").inputValue()).toBe("");
  await breach.getByRole("button", { name: "Mail those concerned" }).click();
  await page.getByText("Write down first whom it concerns").first().waitFor();

  await page.goto("/admin/privacy/legal-requests");
  const reference = randomBytes(4).toString("hex");
  const ask = page.getByRole("form", { name: "Record a legal request" });
  await ask.getByLabel("Court or authority").fill("District court");
  await ask.getByLabel("File number").fill(reference);
  await ask.getByLabel("Rests on").fill("Section 95");
  await ask.getByLabel("What is asked for").fill("Who holds the account.");
  await ask.getByLabel("Names and addresses").check();
  await ask.getByLabel("Person").fill("usr_nobody");
  await ask.getByLabel("Received (UTC)").fill("2026-01-02T09:30");
  await ask.getByRole("button", { name: "Record" }).click();
  const request = page.locator("section", { hasText: reference });
  await request.getByRole("button", { name: "Agree to answer" }).click();
  await request.getByText("One has agreed").waitFor();
  await request.getByRole("button", { name: "Agree to answer" }).click();
  await page.getByText("Somebody else of the privacy staff has to agree").first().waitFor();
  await page.goto("/admin/privacy/policies/cookies");
  const write = page.getByRole("form", { name: "Write the next version" });
  const text = await write.getByLabel("Text").inputValue();
  const line = `A sentence that is new, ${reference}.`;
  await write.getByLabel("Text").fill(`${text}\n${line}`);
  await write.getByLabel("What changes").fill("One more sentence.");
  await write.getByRole("button", { name: "Save the draft" }).click();
  await page.locator("[data-policy-diff]", { hasText: `Added: ${line}` }).waitFor();
  const publish = page.getByRole("form", { name: "Publish" });
  await publish.getByLabel("Takes effect (UTC)").fill("2026-01-02T00:00");
  await publish.getByRole("button", { name: "Publish" }).click();
  await publish.getByText("A material change is announced 30 days ahead").first().waitFor();
  // Thrown away: the portal is everybody's, and what is published stays.
  await page.getByRole("button", { name: "Throw the draft away" }).click();
  await page.getByText("Write the next version", { exact: true }).waitFor();
  expect(visitor.troubles).toEqual([]);
  await context.close();
});

it("row 11: a suspension is told with its reason, stops what is new, and is lifted by another of the staff than who decided", async () => {
  const [owner, first, second] = await Promise.all([0, 1, 2].map(() => openVisitor(browser, url)));
  const emailOf = (name: string) => `${name}-${randomBytes(6).toString("hex")}@example.com`;
  const emails = [emailOf("suspended"), emailOf("first"), emailOf("second")];
  for (const [n, visitor] of [owner, first, second].entries())
    await signUp(visitor, emails[n], `Person ${n}`);
  for (const { page } of [first, second]) await makeStaff("operator", await findOrganization(page));
  const place = `/admin/organizations/${await findOrganization(owner.page)}`;
  for (const { page } of [first, second])
    await expect.poll(async () => (await page.request.get("/admin")).status()).toBe(200);

  await first.page.goto(place);
  await first.page.getByText("Suspend", { exact: true }).first().click();
  const suspend = first.page.getByRole("form", { name: "Suspend" });
  await suspend.getByLabel("What its owners are told").fill("Many calls came from keys that were sold.");
  await suspend.getByRole("button", { name: "Suspend it" }).click();
  await first.page.getByRole("button", { name: "Lift the suspension" }).waitFor();

  const { page } = owner;
  const notice = page.getByRole("region", { name: "Suspension" });
  // What a session sees of its organization is remembered for some seconds.
  const noticesSeen = async () => {
    await page.goto("/overview");
    return notice.count();
  };
  await expect.poll(noticesSeen).toBe(1);
  await notice.getByText("Many calls came from keys that were sold.").waitFor();
  expect(await findViolations(page)).toEqual([]);
  await page.goto("/generate");
  await page.getByRole("tab", { name: "Words" }).click();
  await page.getByLabel("What to model, in words").fill("a tall vase");
  await page.getByRole("button", { name: "Generate", exact: true, disabled: false }).click();
  await page.getByText("Its owners were told why, and can ask for a review").first().waitFor();
  const statement = notice.getByLabel("What speaks against it");
  await statement.fill("              ");
  await notice.getByRole("button", { name: "Ask for a review" }).click();
  await notice.getByText("Say in a sentence what speaks against the suspension.").waitFor();
  await statement.fill("The key was stolen, and I have revoked it.");
  await notice.getByRole("button", { name: "Ask for a review" }).click();
  await notice.getByText("You asked for a review on").waitFor();

  await first.page.goto(place);
  await first.page.getByText("You suspended it yourself: another operator decides on the review.").waitFor();
  expect(await first.page.getByText("Decide on the review", { exact: true }).count()).toBe(0);
  await second.page.goto(place);
  await second.page.getByText("The key was stolen, and I have revoked it.").waitFor();
  await second.page.getByText("Decide on the review", { exact: true }).click();
  const decide = second.page.getByRole("form", { name: "Decide on the review" });
  await decide.getByRole("combobox", { name: "Decision" }).click();
  await second.page.getByRole("option", { name: "The suspension is lifted" }).click();
  await decide.getByLabel("What its owners are told").fill("The key is revoked.");
  await decide.getByRole("button", { name: "Decide", exact: true }).click();
  await second.page.getByText("Suspend", { exact: true }).first().waitFor();
  await expect.poll(noticesSeen).toBe(0);
  for (const { context } of [owner, first, second]) await context.close();
});

/** A webhook endpoint and a ticket, with a page each; the ticket's is another one for the staff. */
async function makeThings(page: Page): Promise<string[]> {
  await page.goto("/webhooks");
  await page.getByRole("button", { name: "New endpoint" }).first().click();
  await page.getByLabel("Address").fill("https://shop.example/hooks");
  await page.getByRole("button", { name: "Create endpoint" }).click();
  await page.getByRole("button", { name: "I have copied it" }).click();
  await page.waitForURL("**/webhooks/whe_*");
  const endpoint = new URL(page.url()).pathname;
  await page.goto("/support");
  await page.getByRole("button", { name: "Ask a question" }).first().click();
  await page.getByLabel("Subject").fill("The base of my vase");
  await page.getByLabel("Message").fill("It is round where I asked for a square one.");
  await page.getByRole("button", { name: "Send" }).click();
  await page.waitForURL("**/support/*");
  const ticket = new URL(page.url()).pathname;
  return [endpoint, ticket, ticket.replace("/support/", "/admin/tickets/")];
}
