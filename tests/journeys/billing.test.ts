import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRuntime } from "@/lib/run/runtime-file";
import { launchBrowser } from "../support/browser";
import { findCardNumbers } from "../support/find-card-numbers";
import { findViolations } from "../support/find-violations";
import { sharedPortal } from "../support/portal";
import { openVisitor, signUp, type Visitor } from "../support/portal-visitor";
import { askForShared } from "../support/shared-parts";
import type { PortalDetails } from "../support/run-portal";

const ASKS_THE_BANK = "4000 0027 6000 3184";
const PAYS = "4242 4242 4242 4242";

let browser: Browser;
let portal: PortalDetails;
let visitor: Visitor;
let standIn: string;

beforeAll(async () => {
  portal = await sharedPortal();
  standIn = readRuntime(portal.dataDir)?.stripe?.stripeApiUrl ?? "";
  browser = await launchBrowser();
  // Under the name that Stripe's page leads back to.
  visitor = await openVisitor(browser, portal.url.replace("127.0.0.1", "localhost"));
  await signUp(visitor, `payer-${randomBytes(6).toString("hex")}@example.com`, "Pia Payer");
}, 240_000);
afterAll(() => browser?.close());

const balance = async (): Promise<number> => {
  await visitor.page.reload();
  return Number((await visitor.page.locator("[data-balance]").first().textContent())?.replace(/\D/g, ""));
};

async function payWith(number: string): Promise<void> {
  const { page } = visitor;
  await page.waitForURL(`${standIn}/pay/*`);
  // Asked once: then the customer's address is known.
  const email = page.getByLabel("E-mail");
  if (await email.isVisible()) await email.fill("pia@example.com");
  await page.getByLabel("Card number").fill(number);
  await page.getByLabel("Expires").fill("12/34");
  await page.getByLabel("CVC").fill("123");
  await page.getByLabel("Name on the card").fill("Pia Payer");
  await page.getByLabel("Street and number").fill("Ring 1");
  await page.getByLabel("Postal code").fill("10115");
  await page.getByLabel("City").fill("Berlin");
  await page.getByLabel("Country").fill("DE");
}

const setFaults = (faults: Record<string, string>) =>
  fetch(standIn, { method: "POST", body: new URLSearchParams({ faults: "set", ...faults }) });

/** In this order: each step stands on the one before. */
describe("a customer who pays", () => {
  it("buys a pack with a card whose bank asks first, on a page that says it is no real money", async () => {
    const { page } = visitor;
    await page.goto("/credits");
    await page.getByText("No real money").waitFor();
    await page.getByRole("button", { name: "Buy 1,000 credits" }).click();
    await payWith(ASKS_THE_BANK);
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Pay $10.00" }).click();
    await page.getByRole("heading", { name: "is this you?" }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Approve" }).click();
    await page.waitForURL(/\/credits\?checkout=cho_/);
    await page.getByText("Thank you.").waitFor();
    expect(await balance()).toBe(1100);
  });

  it("finds the invoice, paid", async () => {
    const { page } = visitor;
    await page.goto("/credits/invoices");
    const invoice = page.getByRole("table", { name: "Invoices" }).getByRole("row").last();
    expect(await invoice.textContent()).toMatch(/Paid\$10\.00/);
    const address = await invoice.getByRole("link", { name: /^Open invoice/ }).getAttribute("href");
    const shown = await fetch(address ?? "");
    expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining("Berlin")]);
  });

  it("takes a plan, which brings its credits, and a larger one for the difference", async () => {
    const { page } = visitor;
    await page.goto("/credits");
    await page.getByRole("button", { name: "Choose Maker" }).click();
    await payWith(PAYS);
    await page.getByRole("button", { name: "Subscribe $19.00" }).click();
    await page.waitForURL(/\/credits\?checkout=cho_/);
    await page.locator('[data-plan="maker"]').getByText("Yours").waitFor();
    expect(await balance()).toBe(3300);
    await page.getByRole("button", { name: "Change to Studio" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Change to Studio" }).click();
    await page.locator('[data-plan="studio"]').getByText("Yours").waitFor();
    // Seconds of the month were used: of 9,900 credits some may be missing.
    const now = await balance();
    expect(now).toBeGreaterThanOrEqual(10_998);
    expect(now).toBeLessThanOrEqual(11_000);
  });

  it("gives the pack back, and its credits leave at once", async () => {
    const { page } = visitor;
    const before = await balance();
    await page.goto("/credits/invoices");
    await page.getByRole("button", { name: "Give back 1 × 1,000 credits" }).click();
    await page.getByLabel("Why").fill("Bought by mistake");
    await page.getByRole("button", { name: "Refund it" }).click();
    await page.getByRole("table", { name: "Payments" }).getByText("Given back", { exact: true }).waitFor();
    expect(await balance()).toBe(before - 1000);
  });

  it("gets nothing for an address that claims a payment", async () => {
    const { page } = visitor;
    const before = await balance();
    await page.goto("/credits?checkout=cho_0123456789012345678901");
    await page.getByText("There is no such purchase").waitFor();
    expect(await balance()).toBe(before);
  });

  it("is told when Stripe does not answer, and keeps everything else", async () => {
    const { page } = visitor;
    await setFaults({ api: "down" });
    try {
      await page.goto("/credits/payment");
      await page.getByText("Stripe does not answer").waitFor();
      await page.goto("/credits");
      await page.getByRole("button", { name: "Buy 5,250 credits" }).click();
      await page.getByText("Stripe cannot be reached").first().waitFor();
      expect(new URL(page.url()).pathname).toBe("/credits");
    } finally {
      await setFaults({ api: "up" });
    }
  });

  it("sees the card that was kept and changes who invoices are written to", async () => {
    const { page } = visitor;
    await page.goto("/credits/payment");
    await page.getByText("Visa ending in 4242").waitFor();
    await page.getByLabel("City").fill("Hamburg");
    await page.getByRole("button", { name: "Save the details" }).click();
    await page.getByText("The next invoice is written to this").first().waitFor();
    await page.reload();
    expect(await page.getByLabel("City").inputValue()).toBe("Hamburg");
    expect(visitor.troubles.filter((line) => !line.startsWith("402"))).toEqual([]);
  });
});

describe("after all of it", () => {
  it("the ledger sums to the balance", async () => {
    const client = new pg.Client({ connectionString: portal.databaseUrl });
    await client.connect();
    const { rows } = await client.query(`
      SELECT b.organization_id FROM credit_balances b JOIN ledger_entries e USING (organization_id)
      GROUP BY b.organization_id, b.balance, b.owed HAVING sum(e.amount) <> b.balance OR sum(e.owed) <> b.owed`);
    await client.end();
    expect(rows).toEqual([]);
  });

  it("no card number stands in the database, on the disk, or in what was logged", async () => {
    expect(findCardNumbers("id 4242-4242 4242 4242, 4242424242424241 and x4242424242424242")).toEqual([
      "4242424242424242",
    ]);
    const database = await dump(portal.databaseUrl);
    const disk = readAll(portal.dataDir);
    const logged = await askForShared<string>("/portal/output");
    // As booleans: nobody wants to read all of it.
    const holdsWhatWasDone = [
      database.includes("Bought by mistake"),
      disk.includes("checkout.session.completed"),
      logged.includes("stand-in for Stripe"),
    ];
    expect(holdsWhatWasDone).toEqual([true, true, true]);
    for (const text of [database, disk, logged]) expect(findCardNumbers(text)).toEqual([]);
  });
});

/** Every row of every table, mails that wait among them. */
async function dump(connectionString: string): Promise<string> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`);
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ line: string }>(`SELECT t::text AS line FROM ${name} t`);
    texts.push(...rows.map(({ line }) => line));
  }
  await client.end();
  return texts.join("\n");
}

/** The files of a folder as text; stored objects are sealed and say nothing. */
function readAll(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => !/^(postgres|objects)/.test(file))
    .map((file) => path.join(folder, file))
    .filter((file) => statSync(file).isFile())
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}
