import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { db, recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import { freshDatabase } from "../support/database";

beforeAll(async () => {
  await freshDatabase();
});

const name = async (id: string) => (await db().organization.findUnique({ where: { id } }))?.name;
const insert = async (tx: Tx, text: string) => {
  const id = newId("organization");
  await tx.organization.create({ data: { id, name: text } });
  return id;
};
const rename = (tx: Tx, id: string, text: string) =>
  tx.organization.update({ where: { id }, data: { name: text } });

/** Whoever comes waits for the others; whoever comes again, in a second run, finds that they have met. */
function meetingOf(parties: number): () => Promise<void> {
  let arrived = 0;
  let open = () => {};
  const met = new Promise<void>((resolve) => (open = resolve));
  return () => {
    if (++arrived >= parties) open();
    return met;
  };
}

describe("transaction", () => {
  it("commits what returns and answers with it", async () => {
    const id = await transaction(undefined, (tx) => insert(tx, "kept"));
    expect(await name(id)).toBe("kept");
  });

  it("rolls back what throws", async () => {
    let id = "";
    const failing = transaction(undefined, async (tx) => {
      id = await insert(tx, "lost");
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await name(id)).toBeUndefined();
  });

  it("joins the context's transaction, and falls with it", async () => {
    let id = "";
    const outer = transaction(undefined, async (tx) => {
      id = await transaction({ tx }, (joined) => insert(joined, "inner"));
      throw new Error("outer failed");
    });
    await expect(outer).rejects.toThrow("outer failed");
    expect(await name(id)).toBeUndefined();
  });

  it.each(["model", "raw"] as const)("runs again after a deadlock (%s queries)", async (kind) => {
    const [a, b] = await transaction(undefined, async (tx) => [await insert(tx, "a"), await insert(tx, "b")]);
    let runs = 0;
    const meet = meetingOf(2);
    const set = (tx: Tx, id: string, text: string) =>
      kind === "model"
        ? rename(tx, id, text)
        : tx.$executeRaw`UPDATE organizations SET name = ${text} WHERE id = ${id}`;
    const cross = (first: string, second: string, text: string) =>
      transaction(undefined, async (tx) => {
        runs++;
        await set(tx, first, text);
        await meet();
        await set(tx, second, text);
      });
    await Promise.all([cross(a, b, "one"), cross(b, a, "two")]);
    expect(runs).toBe(3);
    expect(await name(a)).toBe(await name(b));
  });

  it("runs again after a serialization failure", async () => {
    const id = await transaction(undefined, (tx) => insert(tx, ""));
    let runs = 0;
    const meet = meetingOf(2);
    const append = (text: string) =>
      transaction(
        undefined,
        async (tx) => {
          runs++;
          const { name: before } = await tx.organization.findUniqueOrThrow({ where: { id } });
          await meet();
          await rename(tx, id, before + text);
        },
        { isolationLevel: "RepeatableRead" },
      );
    await Promise.all([append("x"), append("y")]);
    expect(runs).toBe(3);
    expect(["xy", "yx"]).toContain(await name(id));
  });
});

describe("recordAudit", () => {
  it("writes actor, action and subject, and no organization where there is none", async () => {
    const ctx: Context = {
      actor: { kind: "user", userId: "usr_1", sessionId: "ses_1", role: "owner" },
      organizationId: "",
      requestId: "req_1",
    };
    await transaction(undefined, (tx) =>
      recordAudit(tx, ctx, { action: "key.create", subjectId: "key_1", detail: { scopes: ["read"] } }),
    );
    const rows = await db().auditEvent.findMany({ where: { subjectId: "key_1" } });
    expect(rows).toMatchObject([
      {
        actorKind: "user",
        actorId: "usr_1",
        action: "key.create",
        detail: { scopes: ["read"] },
        organizationId: null,
        requestId: "req_1",
      },
    ]);
  });
});
