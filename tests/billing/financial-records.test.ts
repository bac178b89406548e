import { nobodySpared } from "@/lib/core/retention";
import path from "node:path";
import pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { buyPack, readRecords, syncCatalogue } from "@/lib/billing";
import { BuyPack } from "@/lib/billing/schema";
import { billingData } from "@/lib/billing/personal-data";
import { billingRetention } from "@/lib/billing/jobs";
import { getBalance } from "@/lib/credits";
import { db, Prisma } from "@/lib/db";
import { checkBooks } from "@/lib/run/invariants";
import { migrate } from "@/lib/db/migrate";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { askForShared } from "../support/shared-parts";
import type { StandIn } from "@/lib/stripe-stand-in";
import { card, visit } from "../stripe-stand-in/make-stand-in";
import { deliver, lastEvent, refund, sellOnStandIn } from "./buyers";

let standIn: StandIn;
let account: TestAccount;
let intent: string;
let invoiceNumber: string;
beforeAll(async () => {
  await freshDatabase();
  standIn = await sellOnStandIn();
  await syncCatalogue({ dryRun: false });
  account = await makeAccount({ credits: 0 });
  ({ intent, invoiceNumber } = await payOnPage(account));
  await deliver(lastEvent(standIn, "payment_intent.succeeded"));
  refund(standIn, intent, 2_00);
  await deliver(lastEvent(standIn, "charge.refunded"));
  await deliver(lastEvent(standIn, "refund.updated"));
});

/** A pack that somebody in Germany buys as a company, with its tax. */
async function payOnPage({ ctx }: TestAccount) {
  const { url } = await buyPack(ctx, BuyPack.parse({ pack: "pack_small" }));
  const place = { line1: "Canary Street 7", postal_code: "10115", city: "Berlin", country: "DE" };
  const buyer = {
    ...place,
    email: "canary@example.com",
    business_name: "Canary Works",
    tax_id: "DE123456789",
  };
  expect((await visit(url!, { ...card("4242424242424242"), ...buyer })).status).toBe(303);
  const { store } = standIn.world;
  const page = store.all("checkout.session").at(-1)!;
  store.transaction(() => store.update("checkout.session", page.id, { total_details: { amount_tax: 190 } }));
  const { number } = store.get("invoice", page.invoice!);
  return { page: page.id, invoice: page.invoice!, intent: page.payment_intent!, invoiceNumber: number! };
}

const year = new Date().getUTCFullYear();

/** As they stand in the table, invoices by themselves. */
const rawRecords = (reference: string) =>
  db().$transaction(async (tx) => {
    await tx.$executeRaw(Prisma.sql`SET LOCAL ROLE printpal_finance`);
    return tx.$queryRaw<{ kind: string; invoice_number: string | null; [field: string]: unknown }[]>(
      Prisma.sql`SELECT * FROM fin_vault.records WHERE reference = ${reference} ORDER BY number`,
    );
  });

describe("row 24: financial records", () => {
  it("hold what the tax law asks for, once, and no more", async () => {
    const records = await readRecords(year);
    expect(records).toEqual([
      expect.objectContaining({
        kind: "payment",
        reference: intent,
        amount_cents: 1000,
        tax_cents: 190,
        credits: 1000,
        invoice_number: invoiceNumber,
        country: "DE",
        tax_id: "DE123456789",
      }),
      expect.objectContaining({ kind: "refund", amount_cents: 200, invoice_number: null }),
    ]);
    expect(invoiceNumber).toMatch(/^[A-Z0-9]+-\d{4}$/);
    expect(JSON.stringify(records)).not.toMatch(/canary|org_/i);
  });

  it("row 12: add up with the ledger to the balance and to what was invoiced, and the database lets nobody change either", async () => {
    const { organizationId, ctx } = account;
    const entries = await db().ledgerEntry.findMany({
      where: { organizationId },
      orderBy: { number: "asc" },
    });
    const sum = entries.reduce((total, { amount }) => total + amount, 0);
    expect([sum, await getBalance(ctx), entries.at(-1)?.balanceAfter]).toEqual([800, 800, 800]);
    const { store } = standIn.world;
    const invoice = store.all("invoice").find(({ number }) => number === invoiceNumber)!;
    const records = await readRecords(year);
    const cents = (kind: string) =>
      records.filter((record) => record.kind === kind).reduce((total, one) => total + one.amount_cents, 0);
    expect([cents("payment"), cents("refund")]).toEqual([invoice.total, 200]);
    // A credit of this pack costs a cent, so that the books and the money say the same.
    const granted = records.reduce((total, { credits }) => total + credits, 0);
    expect(granted - cents("refund")).toBe(sum);
    expect((await checkBooks()).filter(({ ok }) => !ok)).toEqual([]);
    const refusal = /append-only: (UPDATE|DELETE|TRUNCATE)/;
    for (const [table, column] of [
      ["ledger_entries", "amount"],
      ["fin_vault.records", "amount_cents"],
    ])
      for (const act of [`UPDATE ${table} SET ${column} = 0`, `DELETE FROM ${table}`, `TRUNCATE ${table}`])
        await expect(db().$executeRawUnsafe(act), act).rejects.toThrow(refusal);
    expect(await getBalance(ctx)).toBe(800);
  });

  it("name a pack's invoice, whether Stripe wrote it before its payment was known or after", async () => {
    const { store } = standIn.world;
    const told: Awaited<ReturnType<typeof rawRecords>>[] = [];
    for (const order of ["invoice first", "payment first"] as const) {
      const buyer = await makeAccount({ credits: 0 });
      const { page, invoice, intent, invoiceNumber: number } = await payOnPage(buyer);
      const [paid, invoiced] = ["payment_intent.succeeded", "invoice.paid"].map((type) =>
        lastEvent(standIn, type),
      );
      const write = (written: string | null) =>
        store.transaction(() => void store.update("checkout.session", page, { invoice: written }));
      const recorded = async () =>
        (await readRecords(year)).find(({ reference }) => reference === intent)?.invoice_number;
      if (order === "payment first") {
        write(null);
        await deliver(paid);
        expect([await recorded(), await getBalance(buyer.ctx)]).toEqual([null, 1_000]);
        write(invoice);
        await deliver(invoiced);
      } else {
        await deliver(invoiced);
        await deliver(paid);
      }
      expect([order, await recorded(), await getBalance(buyer.ctx)]).toEqual([order, number, 1_000]);
      told.push(await rawRecords(intent));
    }
    expect(told[0].map(({ kind }) => kind)).toEqual(["payment", "invoice"]);
    const alike = (rows: (typeof told)[number]) =>
      rows.map(({ kind, amount_cents, tax_cents, credits, invoice_number }) => ({
        ...{ kind, amount_cents, tax_cents, credits, numbered: invoice_number !== null },
      }));
    expect(alike(told[1])).toEqual(alike(told[0]));
  });

  it("outlive the account, and nobody can tell any more whose they are", async () => {
    const { vaultSubject } = await db().billingAccount.findUniqueOrThrow({
      where: { organizationId: account.organizationId },
    });
    const subject = { userId: account.userId, organizationIds: [account.organizationId] };
    await billingData.erase(subject, new AbortController().signal);
    const left = (await readRecords(year)).filter(
      ({ kind, reference }) => kind === "refund" || reference === intent,
    );
    expect(left).toHaveLength(2);
    expect(await db().billingAccount.count({ where: { vaultSubject } })).toBe(0);
    expect(await db().billingPayment.count({ where: { organizationId: account.organizationId } })).toBe(0);
  });

  it("go after seven years and not a day before, by the database's own clock", async () => {
    const write = (reference: string, days: number) => {
      const at = new Date();
      at.setUTCFullYear(at.getUTCFullYear() - 7);
      const occurred_at = new Date(at.getTime() + days * 86_400_000).toISOString();
      const record = {
        subject: crypto.randomUUID(),
        kind: "payment",
        reference,
        occurred_at,
        amount_cents: 1,
        currency: "usd",
        description: "Old",
      };
      return db().$queryRaw(Prisma.sql`SELECT fin_vault.record(${JSON.stringify(record)}::jsonb)`);
    };
    await write("pi_over", -1);
    await write("pi_not_yet", 1);
    const rule = billingRetention.find(({ id }) => id === "financial_records")!;
    const noted: number[] = [];
    const killed = () => Promise.reject(new Error("killed"));
    await expect(rule.sweep(100, nobodySpared, killed)).rejects.toThrow("killed");
    for (const left of [1, 0])
      expect(await rule.sweep(100, nobodySpared, async (removed) => void noted.push(removed))).toBe(left);
    expect(noted).toEqual([1]);
    expect((await readRecords(year - 7)).map(({ reference }) => reference)).toEqual(["pi_not_yet"]);
  });

  it("can be added to by the portal's role, and neither read, changed nor emptied, where that is no superuser", async () => {
    const { url } = await askForShared<{ url: string }>("/database/empty");
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    const name = new URL(url).pathname.slice(1);
    const [full, bare] = [`app_${name}`, `bare_${name}`];
    try {
      for (const [role, may] of [
        [full, "CREATEROLE"],
        [bare, "NOCREATEROLE"],
      ]) {
        await admin.query(`CREATE ROLE ${role} LOGIN NOSUPERUSER ${may} PASSWORD 'x'`);
        await admin.query(`GRANT ALL ON DATABASE ${name} TO ${role}`);
      }
      // The role stands already in this server, made by another: as the operator would, it is handed on.
      await admin.query(`GRANT printpal_finance TO ${full} WITH ADMIN OPTION`);
      await admin.query(`ALTER SCHEMA public OWNER TO ${full}`);
      await admin.query(`ALTER DATABASE ${name} OWNER TO ${full}`);
      const address = new URL(url);
      [address.username, address.password] = [full, "x"];
      await migrate(address.href, path.resolve("prisma/migrations"));
      await admin.query(`REVOKE printpal_finance FROM ${full}`);
      const app = new pg.Client({ connectionString: address.href });
      await app.connect();
      const record = {
        subject: crypto.randomUUID(),
        kind: "payment",
        reference: "pi_a",
        occurred_at: new Date(),
        amount_cents: 1,
        currency: "usd",
        description: "A",
      };
      const { rows } = await app.query("SELECT fin_vault.record($1)", [record]);
      expect(rows).toEqual([{ record: true }]);
      for (const statement of [
        "SELECT * FROM fin_vault.records",
        "UPDATE fin_vault.records SET amount_cents = 0",
        "DELETE FROM fin_vault.records",
        "TRUNCATE fin_vault.records",
        "SET ROLE printpal_finance",
      ])
        await expect(app.query(statement)).rejects.toMatchObject({ code: "42501" });
      await app.end();
      await admin.query("SET ROLE printpal_finance");
      expect((await admin.query("SELECT reference FROM fin_vault.records")).rows).toEqual([
        { reference: "pi_a" },
      ]);
      await admin.query("RESET ROLE");
    } finally {
      await admin.query(`DROP OWNED BY ${full}, ${bare} CASCADE`).catch(() => undefined);
      await admin.end();
      await askForShared("/database/drop", url);
    }
  });
});
