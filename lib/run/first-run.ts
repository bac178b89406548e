import { existsSync, renameSync } from "node:fs";
import { createUser } from "@/lib/accounts";
import { env } from "@/lib/core/env";
import { newId, randomBase62 } from "@/lib/core/ids";
import { grantCredits } from "@/lib/credits";
import { closeDb, db, type Context, type Tx } from "@/lib/db";
import { createKey } from "@/lib/keys";
import { firstRunFile, type FirstRun } from "./first-run-file";
import { writePrivately } from "./secrets";

export const DEMO_CREDITS = 500;

/**
 * On a database without people: a demo organization with an owner, credits and a key, all random, kept in
 * `DATA_DIR/first-run.json`. The file is written before the transaction commits and takes its name after, so that a
 * crash between the two loses nothing.
 */
export async function firstRun(): Promise<void> {
  const { dataDir, publicUrl: url } = env();
  const file = firstRunFile(dataDir);
  const draft = `${file}.uncommitted`;
  try {
    if ((await db().user.count()) === 0) {
      const email = `demo-${randomBase62(6).toLowerCase()}@printpal.local`;
      const password = randomBase62(24);
      const ctx: Context = {
        actor: { kind: "system", name: "first-run" },
        organizationId: "",
        requestId: newId("request"),
      };
      await createUser(
        ctx,
        { email, password, name: "Demo", organizationName: "Demo" },
        async (tx, created) => {
          const api_key = await equip({ ...ctx, tx, organizationId: created.organization.id });
          writePrivately(draft, { url, email, password, api_key } satisfies FirstRun);
        },
      );
    }
    if (existsSync(draft)) renameSync(draft, file);
  } finally {
    await closeDb();
  }
}

async function equip(ctx: Context & { tx: Tx }): Promise<string> {
  const cause = `${ctx.organizationId}:first-run`;
  await grantCredits(ctx, { amount: DEMO_CREDITS, reason: "Demo credits", cause });
  const { secret } = await createKey(ctx, { name: "Demo" });
  return secret;
}
