import { beforeAll, describe, expect, it, vi } from "vitest";
import { personalRooms } from "@/lib/api/personal-data/rooms";
import { env, overrideEnv } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import { databasePool, db, emailHash, forgetOwnerKeys, plainPool, runPrepared, Prisma } from "@/lib/db";
import { columnOf } from "@/lib/db/insert-step";
import { sealedTables } from "@/lib/db/sealed/sealed-columns";
import { freshDatabase } from "../support/database";

const at = new Date();
const person = (name: string) => {
  const id = newId("user");
  return { id, email: `${id.toLowerCase()}@example.com`, name, passwordHash: "x" };
};

async function storedName(id: string): Promise<string> {
  const { rows } = await plainPool().query<{ name: string }>("SELECT name FROM users WHERE id = $1", [id]);
  return rows[0].name;
}

const store = (id: string, name: string) =>
  plainPool().query("UPDATE users SET name = $2 WHERE id = $1", [id, name]);

const readName = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).name;

beforeAll(() => freshDatabase());

describe("row 29: a sealed column", () => {
  it("row 29: reads as what was written, whoever asks, and is stored as something else each time", async () => {
    const name = 'Zoë "pps1:t:::" \u{1F5A8} \\ {}';
    const ada = await db().user.create({ data: person(name) });
    expect(ada.name).toBe(name);
    const stored = await storedName(ada.id);
    expect(stored).toMatch(/^pps1:t:usr_\w+:users\.name:usr_\w+:[\w-]+$/);
    expect(await readName(ada.id)).toBe(name);
    const [raw] = await db().$queryRaw<{ name: string }[]>`SELECT name FROM users WHERE id = ${ada.id}`;
    expect(raw.name).toBe(name);
    expect(await runPrepared(Prisma.sql`SELECT name AS "n" FROM users WHERE id = ${ada.id}`)).toEqual([
      { n: name },
    ]);
    const nested = await databasePool().query(
      "SELECT json_agg(json_build_object('who', name)) AS people FROM users WHERE id = $1",
      [ada.id],
    );
    expect(nested.rows).toEqual([{ people: [{ who: name }] }]);
    await db().user.update({ where: { id: ada.id }, data: { name } });
    expect(await storedName(ada.id)).not.toBe(stored);
    expect(await readName(ada.id)).toBe(name);
  });

  it("row 29: one bit of which was flipped opens no more, wherever that bit is", async () => {
    const { id } = await db().user.create({ data: person("Ada Lovelace") });
    const stored = await storedName(id);
    const read: string[] = [];
    for (let place = 0; place < stored.length; place++) {
      const flipped = String.fromCharCode(stored.charCodeAt(place) ^ 1);
      await store(id, stored.slice(0, place) + flipped + stored.slice(place + 1));
      const name = await readName(id).catch((error: Error) => error.name);
      read.push(name);
      expect(name).not.toContain("Ada");
    }
    await store(id, stored);
    expect(await readName(id)).toBe("Ada Lovelace");
    const refused = read.filter((name) => name === "ValueDamaged").length;
    // The rest: of the mark in front, which makes it no sealed value, and of whose key it is, for nobody has that one.
    const owner = "usr_".length + 22;
    expect(stored.length - refused).toBeLessThanOrEqual("pps1:".length + owner);
    expect(read.slice(-80)).toEqual(Array(80).fill("ValueDamaged"));
  });

  it("row 29: opens in its own row and column alone", async () => {
    const [ada, eve] = [person("Ada"), person("Eve")];
    await db().user.createMany({ data: [ada, eve] });
    const [ofAda, ofEve] = [await storedName(ada.id), await storedName(eve.id)];
    await store(eve.id, ofAda);
    await expect(readName(eve.id)).rejects.toThrow("sealed for another row");
    await store(eve.id, ofAda.replaceAll(ada.id, eve.id));
    await expect(readName(eve.id)).rejects.toThrow("altered or moved");
    await plainPool().query("UPDATE users SET name = email WHERE id = $1", [eve.id]);
    await expect(readName(eve.id)).rejects.toThrow("sealed for users.email");
    await store(eve.id, ofEve);
    expect(await readName(eve.id)).toBe("Eve");
  });

  it("row 29: leaves a word that only looks sealed as it is, where nothing is", async () => {
    const word = "pps1:t::users.name:usr_x:AAAA";
    const data = { id: newId("audit"), actorKind: "system", actorId: word, action: "a.b", subjectId: word };
    await db().auditEvent.create({ data: { ...data, requestId: "req_x", detail: { said: word } } });
    const row = await db().auditEvent.findUniqueOrThrow({ where: { id: data.id } });
    expect(row).toMatchObject({ actorId: word, subjectId: word, detail: { said: word } });
  });

  it("row 29: keeps what is empty as it is, and lists and JSON as what they are", async () => {
    const organizationId = newId("organization");
    const rules = { deny: ["x", 'y"'], note: null, deep: [{ a: 1.5 }] };
    await db().organization.create({ data: { id: organizationId, name: "", processingFloor: rules } });
    const found = await db().organization.findUniqueOrThrow({ where: { id: organizationId } });
    expect(found).toMatchObject({ name: "", processingFloor: rules, suspensionReason: null });
    const { rows } = await plainPool().query("SELECT name, processing_floor FROM organizations");
    expect(rows[0].name).toBe("");
    expect(rows[0].processing_floor).toMatch(/^pps1:j:/);
    const alert = {
      id: newId("alert"),
      subject: "s",
      summary: "Late",
      desk: "ops",
      startedAt: at,
      nextToldAt: at,
    };
    await db().alert.create({ data: { ...alert, toldTo: ["a@example.com", "b@example.com"] } });
    const [told] = await db().alert.findMany();
    expect(told).toMatchObject({ summary: "Late", toldTo: ["a@example.com", "b@example.com"] });
    const stored = await plainPool().query<{ told_to: string[] }>("SELECT told_to FROM alerts");
    expect(stored.rows[0].told_to).toEqual([
      expect.stringMatching(/^pps1:/),
      expect.stringMatching(/^pps1:/),
    ]);
  });

  it("row 29: seals JSON whatever its fields are called", async () => {
    const organizationId = newId("organization");
    for (const rules of [{ constructor: "secret" }, { set: "secret" }, { push: ["secret"] }]) {
      await db().organization.upsert({
        where: { id: organizationId },
        create: { id: organizationId, name: "", processingFloor: rules },
        update: { processingFloor: rules },
      });
      const stored = await plainPool().query<{ floor: unknown }>(
        "SELECT processing_floor AS floor FROM organizations WHERE id = $1",
        [organizationId],
      );
      expect(stored.rows).toEqual([{ floor: expect.stringMatching(/^pps1:j:/) }]);
      const found = await db().organization.findUniqueOrThrow({ where: { id: organizationId } });
      expect(found.processingFloor).toEqual(rules);
    }
  });

  it("row 29: is found by a keyed hash, which is none of the address alone", async () => {
    const ada = await db().user.create({ data: person("Ada") });
    expect(await db().user.findUnique({ where: { emailHash: emailHash(ada.email) } })).toMatchObject({
      id: ada.id,
    });
    await expect(db().user.create({ data: { ...person("Twin"), email: ada.email } })).rejects.toMatchObject({
      code: "P2002",
    });
    const { masterKey } = env();
    const here = emailHash(ada.email);
    overrideEnv({ masterKey: "ab".repeat(32) });
    const elsewhere = emailHash(ada.email);
    overrideEnv({ masterKey });
    expect(elsewhere).not.toBe(here);
    expect(emailHash(ada.email)).toBe(here);
  });

  it("row 29: is not written where nothing says of which row, or whose", async () => {
    const { id } = await db().user.create({ data: person("Ada") });
    const write = db().user.updateMany({ where: { name: { not: null as never } }, data: { name: "Eve" } });
    await expect(write).rejects.toThrow("name the row: id");
    await expect(
      db().generation.updateMany({ where: { id: "gen_x" }, data: { prompt: "A cup" } }),
    ).rejects.toThrow("name organizationId as well");
    await expect(db().user.findMany({ where: { OR: [{ name: "Ada" }] } })).rejects.toThrow(
      "User.name is sealed",
    );
    await expect(db().user.findMany({ orderBy: { name: "asc" } })).rejects.toThrow("User.name is sealed");
    const members = db().membership.findMany({ where: { user: { is: { name: "Ada" } } } });
    await expect(members).rejects.toThrow("User.name is sealed");
    await expect(db().membership.findMany({ orderBy: [{ user: { name: "asc" } }] })).rejects.toThrow(
      "User.name is sealed",
    );
    const body = { create: { id: "msg_x", fromStaff: false, authorId: id, body: "Hello" } };
    const ticket = { id: "tkt_x", organizationId: "org_x", userId: id, subject: "Help", lastMessageAt: at };
    await expect(db().supportTicket.create({ data: { ...ticket, messages: body } })).rejects.toThrow(
      "by itself",
    );
    expect(await readName(id)).toBe("Ada");
  });

  it("row 29: is neither read nor written without the master key, and never in the clear instead", async () => {
    const ada = await db().user.create({ data: person("Ada") });
    const { masterKey } = env();
    for (const other of [undefined, "cd".repeat(32)]) {
      overrideEnv({ masterKey: other });
      forgetOwnerKeys();
      await expect(readName(ada.id)).rejects.toMatchObject({ code: "storage_unavailable" });
      const before = await db().user.count();
      if (!other)
        await expect(db().user.create({ data: person("Eve") })).rejects.toMatchObject({
          code: "storage_unavailable",
        });
      expect(await db().user.count()).toBe(before);
    }
    overrideEnv({ masterKey });
    forgetOwnerKeys();
    expect(await readName(ada.id)).toBe("Ada");
  });

  it("row 29: whose key was destroyed is empty, and never what it was", async () => {
    const { id } = await db().user.create({ data: person("Ada") });
    await db().organizationKey.delete({ where: { organizationId: id } });
    forgetOwnerKeys();
    expect(await readName(id)).toBe("");
  });

  it("row 29: gets one key, of fifty that make it at once, with no more connections than there are", async () => {
    const organizationId = newId("organization");
    await db().organization.create({ data: { id: organizationId, name: "" } });
    const names = Array.from({ length: 50 }, (_, n) => `Project ${n}`);
    await Promise.all(
      names.map((name) =>
        db().$transaction((tx) =>
          tx.project.create({ data: { id: newId("project"), organizationId, name, createdAt: at } }),
        ),
      ),
    );
    const rows = await db().project.findMany({ where: { organizationId } });
    expect(rows.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(await db().organizationKey.count({ where: { organizationId } })).toBe(1);
  });
});

describe("row 29: the keys of many", () => {
  it("row 29: are read together, where many people are listed at once", async () => {
    const people = Array.from({ length: 40 }, (_, n) => person(`Person ${n}`));
    await db().user.createMany({ data: people });
    forgetOwnerKeys();
    const asked = vi.spyOn(plainPool(), "query");
    const rows = await db().user.findMany({ where: { id: { in: people.map(({ id }) => id) } } });
    expect(rows.map(({ name }) => name).sort()).toEqual(people.map(({ name }) => name).sort());
    expect(asked.mock.calls.length).toBeLessThanOrEqual(2);
    asked.mockRestore();
  });
});

/** What of a row's content is no words: names of files of ours, digests, formats, measures, answers out of a few. */
const NO_WORDS =
  /object(s|_type)?$|sha256$|^digests$|format$|extension$|(content|input|read)_(type|format)$|^(feedback_rating|report|faults|repairs|verdict|provider|origin)$/;

describe("row 29: the list of sealed columns", () => {
  it("row 29: has every column that holds words, and each that people can be reached by", async () => {
    const { rows } = await plainPool().query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type IN ('text', 'jsonb', 'ARRAY')`,
    );
    const texts = new Set(rows.map(({ name }) => name));
    const sealed = new Set(
      sealedTables.flatMap(({ table, columns }) => columns.map((field) => `${table}.${columnOf(field)}`)),
    );
    const open = personalRooms
      .flatMap(({ tables }) => tables)
      .filter(({ table }) => table !== "policy_versions")
      .flatMap(({ table, columns: { contact = [], content = [] } }) =>
        [...contact, ...content.filter((column) => !NO_WORDS.test(column))].map(
          (column) => `${table}.${column}`,
        ),
      )
      .filter((name) => texts.has(name) && !sealed.has(name));
    expect(open).toEqual([]);
    expect([...sealed].filter((name) => !texts.has(name))).toEqual([]);
  });
});
