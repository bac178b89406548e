import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import { OpeningClient } from "@/lib/db/sealed/opening-client";
import { closeKeyPool } from "@/lib/db/sealed/owner-key";
import { readRuntime } from "@/lib/run/runtime-file";
import { readSecrets } from "@/lib/run/secrets";
import { launchBrowser } from "../support/browser";
import { findCardNumbers } from "../support/find-card-numbers";
import { findViolations } from "../support/find-violations";
import { sharedPortal } from "../support/portal";
import {
  findOrganization,
  forgetProof,
  openVisitor,
  PASSWORD,
  signUp,
  type Visitor,
} from "../support/portal-visitor";
import { askForShared } from "../support/shared-parts";
import type { PortalDetails } from "../support/run-portal";

const ASKS_THE_BANK = "4000 0027 6000 3184";
/** Its bank asks once, and lets later payments pass. */
const ASKS_ONCE = "4000 0025 0000 3155";

const email = `payer-${randomBytes(6).toString("hex")}@example.com`;
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
  await signUp(visitor, email, "Pia Payer");
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
  const address = page.getByLabel("E-mail");
  if (await address.isVisible()) await address.fill("pia@example.com");
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
    await page.getByText("Thank you.").first().waitFor();
    expect(await balance()).toBe(1100);
  });

  it("finds the invoice, paid", async () => {
    const { page } = visitor;
    await page.goto("/credits/invoices");
    const invoice = page.getByRole("table", { name: "Invoices" }).getByRole("row").last();
    await expect.poll(() => invoice.textContent()).toMatch(/Paid\$10\.00/);
    const address = await invoice.getByRole("link", { name: /^Open invoice/ }).getAttribute("href");
    const shown = await fetch(address ?? "");
    expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining("Berlin")]);
  });

  it("takes a plan, which brings its credits, and a larger one for the difference", async () => {
    const { page } = visitor;
    await page.goto("/credits");
    await page.getByRole("button", { name: "Choose Maker" }).click();
    await payWith(ASKS_ONCE);
    await page.getByRole("button", { name: "Subscribe $19.00" }).click();
    await page.getByRole("heading", { name: "is this you?" }).waitFor();
    await page.getByRole("button", { name: "Approve" }).click();
    await page.waitForURL(/\/credits\?checkout=cho_/);
    await page.locator('[data-plan="maker"]').getByText("Yours").waitFor();
    // The plan and its credits come by an event each.
    await expect.poll(balance).toBe(3300);
    await forgetProof(portal.databaseUrl, page);
    await page.getByRole("button", { name: "Change to Studio" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Change to Studio" }).click();
    // Ten minutes after signing in it is asked once more who it is.
    const proof = page.getByRole("dialog", { name: "Is it you?" });
    await proof.getByRole("textbox", { name: "Your password" }).fill("not the password at all");
    await proof.getByRole("button", { name: "Go on" }).click();
    await proof.locator("[aria-invalid=true]").waitFor();
    expect(await findViolations(page)).toEqual([]);
    await proof.getByRole("textbox", { name: "Your password" }).fill(PASSWORD);
    await proof.getByRole("button", { name: "Go on" }).click();
    await proof.waitFor({ state: "detached" });
    await page.locator(`[data-plan="studio"]`).getByText("Yours").waitFor({ timeout: 60_000 });
    // Seconds of the month were used: of 9,900 credits some may be missing.
    await expect.poll(balance).toBeGreaterThanOrEqual(10_998);
    expect(await balance()).toBeLessThanOrEqual(11_000);
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
    await page.getByText("Visa ending in 3155").waitFor();
    await page.getByLabel("City").fill("Hamburg");
    await page.getByRole("button", { name: "Save the details" }).click();
    await page.getByText("The next invoice is written to this").first().waitFor();
    await page.reload();
    await expect.poll(() => page.getByLabel("City").inputValue()).toBe("Hamburg");
    expect(visitor.troubles.filter((line) => !line.startsWith("402"))).toEqual([]);
  });
});

describe("a team, once the plan has places", () => {
  it("is joined by a link that was passed on, and its owner says who may what", async () => {
    const { page } = visitor;
    const [guest, guestEmail] = [await openVisitor(browser, portal.url), `guest-${email}`];
    await page.goto("/settings/people");
    await page.getByLabel("Email").fill(guestEmail);
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    const shown = page.getByText(/\/join\/[\w-]{43}$/);
    const first = (await shown.textContent())!;
    await page.getByText("7 days left").waitFor();
    await page.getByRole("button", { name: `Send again: ${guestEmail}` }).click();
    await expect.poll(async () => (await shown.allTextContents()).at(-1)).not.toBe(first);
    const second = (await shown.last().textContent())!;
    expect(await findViolations(page)).toEqual([]);

    // Whoever has no account makes one on the way, and comes back to the invitation.
    const { pathname: invitation } = new URL(first);
    await guest.page.goto(invitation);
    await guest.page.getByText("You are invited to an organization").waitFor();
    const create = guest.page.getByRole("link", { name: "Create an account" });
    const from = (await create.getAttribute("href"))!;
    await signUp(guest, guestEmail, "Gus Guest", { from, to: `**${invitation}` });
    await guest.page.getByText("does not open anything").waitFor();
    await guest.page.goto(new URL(second).pathname);
    await guest.page.getByRole("button", { name: "Join" }).click();
    await guest.page.waitForURL("**/overview");
    await guest.page.goto("/settings/people");
    await expect.poll(() => guest.page.getByRole("combobox").count()).toBe(0);

    await page.reload();
    await page.getByRole("combobox", { name: "Role of Gus Guest" }).click();
    await page.getByRole("option", { name: "Admin: all but money" }).click();
    await page.getByRole("button", { name: "Change the role of Gus Guest" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Change" }).click();
    await page.getByText("Gus Guest is admin now").first().waitFor();
    // Pia is the only owner: hers is not to change, and not for Gus.
    await expect.poll(() => page.getByRole("combobox", { name: "Role of Pia Payer" }).count()).toBe(0);
    const invites = guest.page.getByRole("button", { name: "Invite", exact: true });
    await expect
      .poll(async () => (await guest.page.reload()) && invites.count(), { timeout: 60_000 })
      .toBe(1);
    await guest.page.getByRole("combobox", { name: "Role of Gus Guest" }).click();
    // The list is fetched when it is first opened.
    await guest.page.getByRole("option", { name: "Viewer: looks" }).waitFor();
    expect(await guest.page.getByRole("option").allTextContents()).toEqual([
      "Admin: all but money",
      "Developer: models and keys",
      "Billing: money",
      "Viewer: looks",
      "Auditor: records, no models",
    ]);
    // Pia makes an auditor of him, who is offered nothing that is refused.
    await page.getByRole("combobox", { name: "Role of Gus Guest" }).click();
    await page.getByRole("option", { name: "Auditor: records, no models" }).click();
    await page.getByRole("button", { name: "Change the role of Gus Guest" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Change" }).click();
    await page.getByText("Gus Guest is auditor now").first().waitFor();
    const offers = async (place: string, name: string | RegExp) => {
      await guest.page.goto(place);
      return guest.page.getByRole("button", { name }).count();
    };
    await expect.poll(() => offers("/keys", "New key"), { timeout: 60_000 }).toBe(0);
    const menu = guest.page.getByRole("navigation", { name: "Portal" }).getByRole("link");
    expect(await menu.allTextContents()).toEqual(
      "Overview,API keys,Webhooks,Usage,Credits,Settings,Privacy,Support".split(","),
    );
    expect(await offers("/webhooks", "New endpoint")).toBe(0);
    expect(await offers("/settings/data", "Save the rules")).toBe(0);
    expect(await offers("/settings/end-users", /^Sign version/)).toBe(0);
    expect(guest.troubles).toEqual([]);
    await guest.context.close();
  });
});

describe("somebody who looks after the money", () => {
  it("narrows the ledger, and takes it and the month's statement along", async () => {
    const { page } = visitor;
    await page.goto("/credits");
    await page.getByRole("heading", { name: "Burn-down" }).waitFor();
    await page.locator(".recharts-area-curve").first().waitFor();
    await page.getByRole("combobox", { name: "Kind" }).click();
    await page.getByRole("option", { name: "Paid back" }).click();
    await page.waitForURL(/kind=refund/);
    const rows = page.getByRole("table", { name: "Ledger" }).getByRole("row");
    await expect.poll(() => rows.count()).toBe(2);
    const csv = await page.request.get((await page.getByRole("link", { name: "CSV" }).getAttribute("href"))!);
    expect((await csv.text()).split("\r\n").slice(0, 2)).toEqual([
      "time,kind,source,reason,credits,balance,owed,generation",
      expect.stringMatching(/,refund,,"Paid back: 1 × 1,000 credits",-1000,\d+,0,$/),
    ]);
    await page.goto("/credits/invoices");
    const name = /^Statement of .* as PDF$/;
    const pdf = await page.request.get((await page.getByRole("link", { name }).getAttribute("href"))!);
    expect([pdf.status(), pdf.headers()["content-type"], (await pdf.text()).slice(0, 5)]).toEqual([
      ...[200, "application/pdf", "%PDF-"],
    ]);
    const month = new Date().toISOString().slice(0, 7);
    const table = await page.request.get(`/credits/statement?month=${month}`);
    expect([table.status(), table.headers()["content-type"]]).toEqual([
      200,
      expect.stringContaining("text/csv"),
    ]);
    expect(await table.text()).toContain("Paid back: 1 × 1,000 credits");
    const asked = async (query: string) => (await page.request.get(`/credits/statement?${query}`)).status();
    expect([await asked("month=2027-13"), await asked("month=2099-01&format=pdf")]).toEqual([400, 400]);
    const stranger = await fetch(`${portal.url}/credits/statement?month=2026-11`);
    expect([stranger.status, (await fetch(`${portal.url}/credits/csv`)).status]).toEqual([401, 401]);
  });

  it("bounds what is spent, by all and by each, and has packs bought by themselves", async () => {
    const { page } = visitor;
    await page.goto("/credits/payment");
    await page.getByLabel("Tell us when fewer are left").fill("many");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("Write a whole number.").waitFor();
    await page.getByLabel("Tell us when fewer are left").fill("200");
    await page.getByLabel("Spend at most in a month").fill("5,000");
    await page.getByRole("switch", { name: "Buy a pack automatically" }).click();
    await page.getByLabel("How many at once").fill("2");
    await page.getByLabel("At most in a month", { exact: true }).fill("10");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("One top-up costs $20.00, more than all of a month may.").waitFor();
    await page.getByLabel("At most in a month", { exact: true }).fill("40");
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.getByText("This holds from now on").first().waitFor();
    await page.getByLabel("At most in a month: Pia Payer").fill("300");
    await page.getByRole("button", { name: "Save the cap of Pia Payer" }).click();
    await page.getByText("Pia Payer may spend 300 a month").first().waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.reload();
    const fields = ["Tell us when fewer are left", "Spend at most in a month", "How many at once"];
    const kept = [...fields, "At most in a month: Pia Payer"].map((label) =>
      page.getByLabel(label, { exact: true }).inputValue(),
    );
    expect(await Promise.all(kept)).toEqual(["200", "5000", "2", "300"]);
    await expect.poll(() => page.getByRole("switch").getAttribute("aria-checked")).toBe("true");
  });

  it("sees what the staff granted, set right and paid back, with the reasons", async () => {
    const { page } = visitor;
    const before = await balance();
    const client = new pg.Client({ connectionString: portal.databaseUrl });
    await client.connect();
    const organizationId = await findOrganization(page);
    await client.query(
      `UPDATE users SET staff_role = 'operator' FROM memberships m
       WHERE m.user_id = users.id AND m.organization_id = $1 AND m.role = 'owner'`,
      [organizationId],
    );
    await client.end();
    // A session is remembered for some seconds, and with it who is staff.
    const place = `/admin/organizations/${organizationId}`;
    await expect.poll(async () => (await page.goto(place))?.status()).toBe(200);
    await page.getByLabel("Credits", { exact: true }).fill("50");
    await page.getByLabel("Why", { exact: true }).fill("For the outage");
    await page.getByRole("button", { name: "Grant" }).click();
    await page.getByText("50 credits granted").first().waitFor();
    await page.getByLabel("Adjust by").fill("−20");
    await page.getByLabel("Reason").fill("Granted too much");
    await page.getByRole("button", { name: "Adjust", exact: true }).click();
    await page.getByText("The ledger is adjusted").first().waitFor();
    await page.getByRole("button", { name: /^Give back Plan: Maker/ }).click();
    await page.getByRole("dialog").getByLabel("Why").fill("Bought twice");
    await page.getByRole("button", { name: "Refund it" }).click();
    await page.getByText("is on its way back").first().waitFor();
    // What was paid back leaves the ledger by an event.
    const ledger = async () => {
      await page.reload();
      return page.getByRole("table", { name: "Ledger" }).textContent();
    };
    await expect.poll(ledger).toContain("Paid back: Plan: Maker");
    for (const shown of ["For the outage+50", "Granted too much−20"]) expect(await ledger()).toContain(shown);
    await page.goto("/credits");
    await expect
      .poll(() => page.getByRole("table", { name: "Ledger" }).textContent())
      .toContain("For the outage+50");
    expect(await balance()).toBeLessThan(before);
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
    // What calls bring in their address is not what the request log keeps of them.
    const headers = { Authorization: `Bearer ${portal.demo!.api_key}`, "User-Agent": "4242424242424242" };
    await fetch(`${portal.url}/api/v1/generations/4242424242424242?card=4000002760003184`, { headers });
    await visitor.page.goto("/usage");
    const database = await dump(portal);
    const disk = readAll(portal.dataDir);
    const logged = await askForShared<string>("/portal/output");
    // As booleans: nobody wants to read all of it.
    const holdsWhatWasDone = [
      database.includes("/api/v1/generations/{id}"),
      // Sealed, and opened for this search.
      database.includes("Bought by mistake"),
      disk.includes("checkout.session.completed"),
      logged.includes("stand-in for Stripe"),
    ];
    expect(holdsWhatWasDone).toEqual([true, true, true, true]);
    for (const text of [database, disk, logged]) expect(findCardNumbers(text)).toEqual([]);
  });
});

/** Every row of every table, mails that wait among them, as whoever has the portal's keys reads it. */
async function dump({ databaseUrl, dataDir }: PortalDetails): Promise<string> {
  overrideEnv({ databaseUrl, masterKey: readSecrets(dataDir)?.master_key });
  const client = new OpeningClient({ connectionString: databaseUrl });
  await client.connect();
  const ask = <Row>(text: string): Promise<{ rows: Row[] }> => client.query(text);
  const { rows: tables } = await ask<{ name: string }>(`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`);
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await ask<{ line: object }>(`SELECT to_jsonb(t) AS line FROM ${name} t`);
    texts.push(...rows.map(({ line }) => JSON.stringify(line)));
  }
  await client.end();
  await closeKeyPool();
  return texts.join("\n");
}

/** The files of a folder as text; stored objects are sealed and say nothing. */
function readAll(folder: string): string {
  return (
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => !/^(postgres|objects)/.test(file))
      .map((file) => path.join(folder, file))
      // Others are at work meanwhile: what is gone by then is gone.
      .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
      .map((file) => readFileSync(file, "utf8"))
      .join("\n")
  );
}
