import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { overrideEnv } from "@/lib/core/env";
import { db, plainPool } from "@/lib/db";
import { sealOpenRows } from "@/lib/db/sealed/seal-open-rows";
import { findOnDisk } from "@/lib/run/privacy-audit/find-on-disk";
import { findCanary } from "@/lib/run/privacy-audit/find-canary";
import { liveALife, type Life } from "@/lib/run/privacy-audit/live-a-life";
import { freshDatabase, type FreshDatabase } from "../support/database";
import { finishGeneration } from "../support/finish-generation";

const newWord = () => `canary${randomBytes(6).toString("hex")}`;

describe("row 29: the raw disk of the database", () => {
  const canary = newWord();
  let database: FreshDatabase;
  let life: Life;

  beforeAll(async () => {
    database = await freshDatabase();
    overrideEnv({ smtpUrl: "smtp://127.0.0.1:1", emailFrom: "PrintPal <from@example.com>" });
    life = await liveALife(canary, (id) => finishGeneration(id, "stl", "stl", `solid ${canary}`));
  });

  it("row 29: has no word of a person in any file, which whoever has the keys reads in many tables", async () => {
    const control = newWord();
    await plainPool().query(`CREATE TABLE control AS SELECT '${control}' AS word`);
    expect((await findOnDisk(control))?.length).toBeGreaterThan(0);
    expect(await findOnDisk(canary)).toEqual([]);
    const tables = new Set((await findCanary(canary)).map((row) => row.split(":")[0]));
    expect(tables.size).toBeGreaterThan(15);
  });

  it("row 29: of an earlier version is sealed at the start, and found as before", async () => {
    const older = newWord();
    const address = `${older}@example.com`;
    const pool = plainPool();
    await pool.query("UPDATE users SET email = $1, name = $2, email_hash = NULL", [address, `Ada ${older}`]);
    await pool.query("UPDATE organizations SET name = $1, processing_floor = $2", [
      `${older} works`,
      JSON.stringify({ deny: [`provider-${older}`] }),
    ]);
    await pool.query("UPDATE api_keys SET allowed_addresses = $1", [["203.0.113.9", "203.0.113.10"]]);
    await pool.query("ALTER TABLE consent_records DISABLE TRIGGER USER");
    await pool.query("UPDATE consent_records SET address = $1", [`of-${older}`]);
    await pool.query("ALTER TABLE consent_records ENABLE TRIGGER USER");
    const sealed = await sealOpenRows(database.url);
    expect(sealed).toBeGreaterThan(3);
    const stored = await pool.query<{ row: object }>("SELECT to_jsonb(users) AS row FROM users");
    expect(JSON.stringify(stored.rows)).not.toContain(older);
    const { userId, organizationId } = life;
    expect(await db().user.findUnique({ where: { id: userId } })).toMatchObject({
      email: address,
      name: `Ada ${older}`,
    });
    expect(await db().organization.findUnique({ where: { id: organizationId } })).toMatchObject({
      name: `${older} works`,
      processingFloor: { deny: [`provider-${older}`] },
    });
    const keys = await db().apiKey.findMany({ where: { organizationId } });
    expect(keys.map(({ allowedAddresses }) => allowedAddresses)).toEqual([["203.0.113.9", "203.0.113.10"]]);
    expect(await db().consentRecord.findFirst()).toMatchObject({ address: `of-${older}` });
    expect(await sealOpenRows(database.url)).toBe(0);
    // A table that only grows refuses changes as before.
    await expect(pool.query("UPDATE consent_records SET address = ''")).rejects.toThrow("append-only");
  });
});
