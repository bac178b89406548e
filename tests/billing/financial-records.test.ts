import { nobodySpared } from "@/lib/core/retention";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readRecords } from "@/lib/billing";
import { billingData } from "@/lib/billing/personal-data";
import { billingRetention } from "@/lib/billing/jobs";
import { db, Prisma } from "@/lib/db";
import { migrate } from "@/lib/db/migrate";
import { freshDatabase } from "../support/database";
import { makeAccount, type TestAccount } from "../support/make-account";
import { askForShared } from "../support/shared-parts";
import { deliver, eventOf, payPack, refund } from "./buyers";
import { fakeStripe, type FakeStripe } from "./fake-stripe";

let fake: FakeStripe;
let account: TestAccount;
let intent: string;
beforeAll(async () => {
  await freshDatabase();
  fake = await fakeStripe();
  account = await makeAccount({ credits: 0 });
  intent = payPack(fake, account.organizationId);
  fake.put("session", {
    id: "cs_a",
    payment_intent: intent,
    total_details: { amount_tax: 190 },
    customer_details: {
      address: { country: "DE", line1: "Canary Street 7" },
      email: "canary@example.com",
      tax_ids: [{ value: "DE123456789" }],
    },
  });
  await deliver(eventOf("payment_intent.succeeded", { id: intent }));
  refund(fake, intent, 2_00);
  await deliver(eventOf("charge.refunded", { id: "ch_a", payment_intent: intent }));
  await deliver(eventOf("charge.refunded", { id: "ch_a", payment_intent: intent }));
});
afterAll(() => fake.close());

const year = new Date().getUTCFullYear();

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
        country: "DE",
        tax_id: "DE123456789",
      }),
      expect.objectContaining({ kind: "refund", amount_cents: 200 }),
    ]);
    expect(JSON.stringify(records)).not.toMatch(/canary|org_/i);
  });

  it("outlive the account, and nobody can tell any more whose they are", async () => {
    const { vaultSubject } = await db().billingAccount.findUniqueOrThrow({
      where: { organizationId: account.organizationId },
    });
    const subject = { userId: account.userId, organizationIds: [account.organizationId] };
    await billingData.erase(subject, new AbortController().signal);
    expect(await readRecords(year)).toHaveLength(2);
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
    expect(await rule.sweep(100, nobodySpared)).toBe(1);
    expect(await rule.sweep(100, nobodySpared)).toBe(0);
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
