import { beforeAll, describe, expect, it } from "vitest";
import { setStaffRole } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { nobodySpared } from "@/lib/core/retention";
import { overrideEnv } from "@/lib/core/env";
import { db, type Context } from "@/lib/db";
import { renderEmail } from "@/lib/email";
import { closeTicket, getTicket, listTickets, OpenTicket, openTicket, writeMessage } from "@/lib/support";
import { supportRetention } from "@/lib/support/jobs";
import { freshDatabase } from "./database";
import { makeAccount, type TestAccount } from "./make-account";

let ada: TestAccount;
let eve: TestAccount;
const staff = (role: "support" | "privacy" | "operator"): Context => ({
  actor: { kind: "staff", userId: "usr_staff", role },
  organizationId: "",
  requestId: "req_test",
});
const ask = (of: TestAccount, subject = "Which filament?") =>
  openTicket(of.ctx, { subject, message: "For a lamp." });

beforeAll(async () => {
  await freshDatabase();
  overrideEnv({ smtpUrl: "smtp://127.0.0.1:1" });
  [ada, eve] = [await makeAccount(), await makeAccount()];
});

describe("row 8: a ticket", () => {
  it("goes from question to answer and back, and only the answer is told by mail", async () => {
    const { id } = await ask(ada);
    expect((await getTicket(ada.as("viewer"), id)).messages.map(({ own, body }) => [own, body])).toEqual([
      [true, "For a lamp."],
    ]);
    await writeMessage(staff("support"), id, { message: "PETG, for the heat." });
    expect((await getTicket(ada.ctx, id)).status).toBe("answered");
    await writeMessage(ada.ctx, id, { message: "Thank you!" });
    const ticket = await getTicket(ada.ctx, id);
    expect(ticket.status).toBe("open");
    expect(ticket.messages.map((message) => [message.from_staff, message.body])).toEqual([
      [false, "For a lamp."],
      [true, "PETG, for the heat."],
      [false, "Thank you!"],
    ]);
    expect((await closeTicket(ada.ctx, id)).status).toBe("closed");
    const mails = await db().$queryRaw<{ payload: object }[]>`
      SELECT payload FROM graphile_worker._private_jobs`;
    expect(mails.map(({ payload }) => payload)).toEqual([
      { userId: ada.userId, facts: { about: "ticket_answered", ticketId: id } },
    ]);
    const acts = await db().auditEvent.findMany({ where: { subjectId: id }, orderBy: { createdAt: "asc" } });
    expect(acts.map(({ action, actorKind }) => [action, actorKind])).toEqual([
      ["ticket.open", "user"],
      ["ticket.answer", "staff"],
      ["ticket.write", "user"],
      ["ticket.close", "user"],
    ]);
    // The organization whose ticket it is, also where the staff acts.
    expect(acts.every(({ organizationId }) => organizationId === ada.organizationId)).toBe(true);
  });

  it("is told of without a word of it", () => {
    const { text } = renderEmail({ about: "ticket_answered", ticketId: "tkt_1" });
    expect(text).toContain("http://localhost:3000/support/tkt_1");
    expect(text).not.toContain("PETG");
  });

  it("is nobody else's: another organization finds nothing, a key is refused", async () => {
    const { id } = await ask(ada, "Private");
    for (const act of [
      () => getTicket(eve.ctx, id),
      () => writeMessage(eve.ctx, id, { message: "Hello" }),
      () => closeTicket(eve.ctx, id),
    ])
      await expect(act()).rejects.toMatchObject({ code: "not_found", message: "There is no such ticket." });
    expect((await listTickets(eve.ctx, { limit: 10 })).data).toEqual([]);
    await expect(getTicket(ada.asKey(), id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(openTicket(ada.asKey(), { subject: "abc", message: "d" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("names only a model of the organization that asks", async () => {
    const generation_id = "gen_0000000000000000000000";
    await expect(
      openTicket(ada.ctx, { subject: "It broke", message: "Why?", generation_id }),
    ).rejects.toMatchObject({ code: "invalid_request", details: { param: "generation_id" } });
    expect(OpenTicket.safeParse({ subject: "ab", message: " " }).error?.issues).toHaveLength(2);
  });

  it("is one of twenty that may wait", async () => {
    const busy = await makeAccount();
    for (let count = 0; count < 20; count++) await ask(busy);
    await expect(ask(busy)).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the staff", () => {
  it("sees every ticket by its state, page by page", async () => {
    const first = await listTickets(staff("support"), { limit: 2, status: "open" });
    expect([first.data.length, first.has_more]).toEqual([2, true]);
    const next = await listTickets(staff("support"), { limit: 2, status: "open", after: first.data[1].id });
    expect(next.data.map(({ id }) => id)).not.toContain(first.data[0].id);
    expect((await listTickets(staff("support"), { limit: 5, status: "closed" })).data).toHaveLength(1);
  });

  it("is made by operators alone", async () => {
    await expect(setStaffRole(staff("support"), ada.userId, "operator")).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(setStaffRole(ada.ctx, ada.userId, "operator")).rejects.toMatchObject({ code: "not_found" });
    await setStaffRole(staff("operator"), eve.userId, "support");
    expect(await db().user.findUnique({ where: { id: eve.userId } })).toMatchObject({ staffRole: "support" });
  });
});

it("row 8: a ticket goes two years after its last message, and not before", async () => {
  const { id } = await ask(eve, "Old");
  const realNow = clock.now;
  const start = Date.now();
  const days = (count: number) => (clock.now = () => new Date(start + count * 86_400_000));
  try {
    days(729);
    expect(await supportRetention.sweep(200, nobodySpared)).toBe(0);
    days(731);
    expect(await supportRetention.sweep(200, nobodySpared)).toBeGreaterThan(0);
  } finally {
    clock.now = realNow;
  }
  expect(await db().supportMessage.count({ where: { ticketId: id } })).toBe(0);
});
