import { describe, expect, it } from "vitest";
import { clock } from "@/lib/core/clock";
import type { AppError } from "@/lib/core/errors";
import { databasePool, db } from "@/lib/db";
import { askOutside, enterCode, listOpenRequests } from "@/lib/privacy";
import { AskOutside } from "@/lib/privacy/schema";
import { runSweep } from "@/lib/api/retention/run-sweep";
import { eventually } from "../jobs/run-worker";
import {
  fromAnywhere as from,
  privacyStaff as staff,
  stranger,
  withOutsideMails,
} from "../support/ask-outside";
import type { ReceivedMail } from "../support/mail-server";

const { mailOf } = withOutsideMails();
const refusal = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: AppError) => error,
  );

const codeOf = ({ text }: ReceivedMail) => /Code: (\S+)/.exec(text)![1].replace("-", "");

const BARRIER = 5252;

/**
 * Holds each transaction that takes a code back at its end, until two wait: one there and one before its turn, or without
 * turns both there, where neither sees what the other did.
 */
async function meetAtCommit() {
  const database = await databasePool().connect();
  await database.query(`SELECT pg_advisory_lock(${BARRIER})`);
  await database.query(`
    CREATE FUNCTION meet() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${BARRIER}); RETURN NULL; END $$`);
  await database.query(`
    CREATE CONSTRAINT TRIGGER meet AFTER UPDATE ON outside_requests DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state = 'unagreed' AND OLD.state = 'unverified') EXECUTE FUNCTION meet()`);
  const waiting = async () => {
    const { rows } = await database.query<{ count: number }>(`
      SELECT count(*)::int FROM pg_locks JOIN pg_database ON pg_database.oid = database
      WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted`);
    return rows[0].count;
  };
  return {
    async open() {
      await eventually(async () => expect(await waiting()).toBe(2));
      await database.query(`SELECT pg_advisory_unlock(${BARRIER})`);
      database.release();
    },
  };
}

describe("row 52: a household", () => {
  /** Three people who ask together, each with the request that their code belongs to. */
  async function askTogether() {
    const people = [stranger(), stranger(), stranger()];
    const asked = { kind: "access", language: "en", message: "All of ours, please." };
    const { id } = await askOutside(
      AskOutside.parse({ ...asked, email: people[0], household: people.slice(1) }),
      from().address,
    );
    const rows = await db().outsideRequest.findMany({ where: { householdId: id } });
    const mails: ReceivedMail[] = [];
    for (const row of rows) mails.push(await mailOf(row.id, "code"));
    const codes = rows.map((row, index) => ({ id: row.id, code: codeOf(mails[index]) }));
    const requests = async () =>
      (await listOpenRequests(staff)).filter(({ contact }) => people.includes(contact ?? ""));
    return { id, people, codes, requests, mails };
  }

  it("row 52: is answered once each of its people has shown who they are, and each for themselves", async () => {
    const { people, codes, requests, mails } = await askTogether();
    expect(mails.flatMap(({ to }) => to).sort()).toEqual([...people].sort());
    const waiting = { state: "waiting", token: null };
    expect(await enterCode(codes[0], from())).toEqual(waiting);
    expect(await refusal(enterCode(codes[0], from()))).toMatchObject({ code: "invalid_request" });
    expect(await enterCode(codes[1], from())).toEqual(waiting);
    expect(await requests()).toEqual([]);
    const last = await enterCode(codes[2], from());
    expect(last).toEqual({ state: "received", token: expect.stringContaining(codes[2].id) });
    expect((await requests()).map(({ contact }) => contact).sort()).toEqual([...people].sort());
    expect((await requests())[0].message).toMatch(/2 of the same household[^]*All of ours/);
    for (const { id } of codes)
      expect((await mailOf(id, "received")).text).toContain("/privacy/request/status");
  });

  it("row 52: has all three where the last two codes come at once", async () => {
    const { codes, requests } = await askTogether();
    await enterCode(codes[0], from());
    const barrier = await meetAtCommit();
    const both = Promise.all([enterCode(codes[1], from()), enterCode(codes[2], from())]);
    await barrier.open();
    expect((await both).map(({ state }) => state).sort()).toEqual(["received", "waiting"]);
    expect(await requests()).toHaveLength(3);
  });

  it("row 52: gets nothing where one of them says nothing for fourteen days, and nothing is left of it", async () => {
    const start = Date.parse("2028-03-01T10:00:00Z");
    clock.now = () => new Date(start);
    const { id, codes, requests } = await askTogether();
    await enterCode(codes[0], from());
    clock.now = () => new Date(start + 14 * 86_400_000 - 1000);
    expect((await enterCode(codes[1], from())).state).toBe("waiting");
    clock.now = () => new Date(start + 14 * 86_400_000);
    expect(await refusal(enterCode(codes[2], from()))).toMatchObject({ code: "invalid_request" });
    expect(await requests()).toEqual([]);
    await runSweep(new AbortController().signal);
    expect(await db().outsideRequest.count({ where: { householdId: id } })).toBe(0);
  });

  it("row 52: gets nothing where one code is wrong three times, or belongs to another of them", async () => {
    const { codes, requests } = await askTogether();
    await enterCode(codes[0], from());
    await enterCode(codes[1], from());
    for (const code of [codes[0].code, codes[1].code, "ZZZZZZZZZZ"])
      expect(await refusal(enterCode({ id: codes[2].id, code }, from()))).toMatchObject({
        code: "invalid_request",
      });
    expect((await refusal(enterCode(codes[2], from())))?.message).toMatch(/locked/);
    expect(await requests()).toEqual([]);
  });

  it("row 52: names each person once, at most seven others, and no agent", () => {
    const asked = { kind: "access", email: "a@example.com", language: "en" };
    const named = (...household: string[]) => AskOutside.safeParse({ ...asked, household }).success;
    expect(named("b@example.com")).toBe(true);
    expect(named("A@example.com")).toBe(false);
    expect(named("b@example.com", "B@example.com")).toBe(false);
    expect(named()).toBe(false);
    expect(named(...Array.from({ length: 8 }, (_, n) => `p${n}@example.com`))).toBe(false);
    const agent = { name: "Law Ltd", email: "l@example.com", permission: "Signed on paper in May." };
    const both = { ...asked, agent, household: ["b@example.com"] };
    expect(AskOutside.safeParse(both).success).toBe(false);
  });
});
