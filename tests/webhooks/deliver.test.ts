import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { clock } from "@/lib/core/clock";
import { overrideEnv } from "@/lib/core/env";
import type { AppError } from "@/lib/core/errors";
import { db, transaction, type Prisma } from "@/lib/db";
import { runJobs } from "@/lib/jobs";
import {
  createEndpoint,
  deleteEndpoint,
  listDeliveries,
  recordEvent,
  redeliver,
  rotateEndpointSecret,
  sendTestEvent,
  updateEndpoint,
  type EventType,
} from "@/lib/webhooks";
import { deliver, giveUpTry } from "@/lib/webhooks/deliver";
import { webhookJobs, webhookJobsExhausted } from "@/lib/webhooks/jobs";
import { freshDatabase } from "@/tests/support/database";
import { makeAccount, type TestAccount } from "@/tests/support/make-account";
import { startReceiver, verifies } from "./receiver";

const START = new Date("2026-01-31T12:00:00.500Z");
let connectionString: string;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let owner: TestAccount;
let now: Date;
beforeAll(async () => {
  connectionString = (await freshDatabase()).url;
  overrideEnv({ outboundAllowedNetworks: ["127.0.0.0/8"] });
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(async () => {
  now = START;
  vi.spyOn(clock, "now").mockImplementation(() => now);
  owner = await makeAccount();
  receiver.received.length = 0;
  receiver.answers.length = 0;
});

const endpoint = (event_types: EventType[] = []) =>
  createEndpoint(owner.ctx, { url: receiver.url, description: "", event_types });
const record = (type: EventType, data: Prisma.InputJsonObject = {}) =>
  transaction(undefined, (tx) => recordEvent(tx, owner.ctx, { type, subjectId: "gen_a", data }));
const deliveriesOf = async (id: string) => (await listDeliveries(owner.ctx, id, { limit: 20 })).data;
const latest = async (id: string) => (await deliveriesOf(id))[0];
/** Runs the try that is due, as its job does. */
async function tryNext(id: string): Promise<void> {
  const { id: deliveryId, attempts, next_attempt_at } = await latest(id);
  if (next_attempt_at) now = new Date(next_attempt_at);
  await deliver(deliveryId, attempts.length + 1);
}

describe("a delivery", () => {
  it("is signed so that a receiver who knows the specification alone verifies it", async () => {
    const { endpoint: made, secret } = await endpoint();
    const event = await record("generation.completed", { engine: "figure", note: "µm ✓" });
    await tryNext(made.id);
    const [call] = receiver.received;
    expect(call.headers["webhook-id"]).toBe(event.id);
    expect(call.headers["content-type"]).toBe("application/json");
    expect(JSON.parse(call.body)).toEqual({
      id: event.id,
      type: "generation.completed",
      timestamp: START.toISOString(),
      data: { engine: "figure", note: "µm ✓" },
    });
    expect(verifies(call, secret, now)).toBe(true);
    expect(verifies(call, `whsec_${Buffer.alloc(32).toString("base64")}`, now)).toBe(false);
    expect(verifies({ ...call, body: `${call.body} ` }, secret, now)).toBe(false);
    expect(verifies(call, secret, new Date(now.getTime() + 301_000))).toBe(false);
    expect(await latest(made.id)).toMatchObject({
      status: "delivered",
      body: call.body,
      next_attempt_at: null,
      completed_at: START.toISOString(),
      attempts: [{ number: 1, status_code: 204, error: null, answer: "" }],
    });
  });

  it("goes to every endpoint that wants the type, and to no other", async () => {
    const [every, some, none] = [
      await endpoint(),
      await endpoint(["generation.failed"]),
      await endpoint(["generation.created"]),
    ];
    const off = await endpoint();
    await updateEndpoint(owner.ctx, off.endpoint.id, { enabled: false });
    await makeAccount();
    await record("generation.failed");
    const counts = await Promise.all(
      [every, some, none, off].map(async (one) => (await deliveriesOf(one.endpoint.id)).length),
    );
    expect(counts).toEqual([1, 1, 0, 0]);
  });

  it("is not planned where the cause is rolled back", async () => {
    const { endpoint: made } = await endpoint();
    const undone = transaction(undefined, async (tx) => {
      await recordEvent(tx, owner.ctx, { type: "generation.failed", subjectId: "gen_b" });
      throw new Error("rolled back");
    });
    await expect(undone).rejects.toThrow("rolled back");
    expect(await deliveriesOf(made.id)).toEqual([]);
  });

  it("runs as a job of the worker", async () => {
    const { endpoint: made, secret } = await endpoint();
    const { id: eventId } = await record("generation.created");
    const stop = new AbortController();
    const running = runJobs({
      handlers: webhookJobs,
      onExhausted: webhookJobsExhausted,
      concurrency: 2,
      connectionString,
      signal: stop.signal,
    });
    await vi.waitFor(async () => expect((await latest(made.id)).status).toBe("delivered"), 20_000);
    stop.abort();
    await running;
    const calls = receiver.received.filter(({ headers }) => headers["webhook-id"] === eventId);
    expect(calls.map((call) => verifies(call, secret, now))).toEqual([true]);
  });
});

describe("a failing receiver", () => {
  it("is tried ten times within 84 hours, each time with the same id and body, then switched off", async () => {
    const { endpoint: made } = await endpoint();
    await record("generation.completed");
    for (let number = 1; number <= 10; number++) {
      receiver.answers.push({ status: 500, body: "x".repeat(5_000) });
      await tryNext(made.id);
    }
    const delivery = await latest(made.id);
    expect(delivery).toMatchObject({ status: "failed", next_attempt_at: null });
    expect(delivery.attempts).toHaveLength(10);
    expect(delivery.attempts[9].answer).toBe("x".repeat(1_000));
    expect(delivery.attempts[0].error).toBe(
      "It answered 500; an answer from 200 to 299 counts as delivered.",
    );
    const waits = delivery.attempts.slice(1).map(({ at }, index) => {
      return (Date.parse(at) - Date.parse(delivery.attempts[index].at)) / 1000;
    });
    [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].forEach((wait, index) => {
      expect(waits[index]).toBeGreaterThanOrEqual(wait);
      expect(waits[index]).toBeLessThanOrEqual(wait * 1.1);
    });
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(await db().webhookEndpoint.findUnique({ where: { id: made.id } })).toMatchObject({
      disabledReason: "failing",
    });
  });

  it("stays on where something else arrived meanwhile", async () => {
    const { endpoint: made } = await endpoint();
    await record("generation.completed");
    const first = (await latest(made.id)).id;
    now = new Date(now.getTime() + 1);
    await record("generation.failed");
    await tryNext(made.id);
    for (let number = 1; number <= 10; number++) {
      receiver.answers.push({ status: 503 });
      await deliver(first, number);
    }
    const row = await db().webhookEndpoint.findUnique({ where: { id: made.id } });
    expect([row?.disabledAt, row?.disabledReason]).toEqual([null, null]);
  });

  it("is switched off at once when it answers 410", async () => {
    const { endpoint: made } = await endpoint();
    await record("generation.completed");
    receiver.answers.push({ status: 410 });
    await tryNext(made.id);
    expect(await latest(made.id)).toMatchObject({ status: "failed", next_attempt_at: null });
    const row = await db().webhookEndpoint.findUnique({ where: { id: made.id } });
    expect(row?.disabledReason).toBe("gone");
    await record("generation.completed");
    expect(await deliveriesOf(made.id)).toHaveLength(1);
  });

  it("is not followed where it redirects, and not reached where its network is closed", async () => {
    const { endpoint: made } = await endpoint();
    await record("generation.completed");
    receiver.answers.push({ status: 307, location: receiver.url });
    await tryNext(made.id);
    overrideEnv({ outboundAllowedNetworks: [] });
    await tryNext(made.id);
    overrideEnv({ outboundAllowedNetworks: ["127.0.0.0/8"] });
    const { attempts } = await latest(made.id);
    expect(attempts.map(({ status_code, error }) => [status_code, error])).toEqual([
      [307, "It answered 307, and redirects are not followed. Name the address it leads to."],
      [null, "It leads into a private network, where nothing is fetched from."],
    ]);
    expect(receiver.received).toHaveLength(1);
  });
});

describe("each try", () => {
  it("is made once, whatever becomes of its job", async () => {
    const { endpoint: made } = await endpoint();
    await record("generation.completed");
    const { id } = await latest(made.id);
    receiver.answers.push({ status: 500 });
    await deliver(id, 1);
    await deliver(id, 1);
    await deliver(id, 3);
    await giveUpTry(id, 1);
    expect((await latest(made.id)).attempts).toHaveLength(1);
    expect(receiver.received).toHaveLength(1);
    await Promise.all([deliver(id, 2), deliver(id, 2), deliver(id, 2)]);
    expect((await latest(made.id)).attempts).toHaveLength(2);
  });

  it("that killed its workers counts as failed, and the next is planned", async () => {
    const { endpoint: made } = await endpoint();
    await record("generation.completed");
    const { id } = await latest(made.id);
    await giveUpTry(id, 1);
    const delivery = await latest(made.id);
    expect(delivery).toMatchObject({ status: "pending", attempts: [{ number: 1, status_code: null }] });
    expect(Date.parse(delivery.next_attempt_at ?? "")).toBeGreaterThan(now.getTime());
  });
});

describe("a new secret", () => {
  it("signs beside the old one until the overlap ends", async () => {
    const { endpoint: made, secret: old } = await endpoint();
    const { secret, endpoint: rotated } = await rotateEndpointSecret(owner.ctx, made.id, {
      overlap_hours: 24,
    });
    expect(rotated.previous_secret_expires_at).toBe("2026-02-01T12:00:00.500Z");
    const holds = async () => {
      await record("generation.completed");
      await tryNext(made.id);
      const call = receiver.received[receiver.received.length - 1];
      return [verifies(call, old, now), verifies(call, secret, now)];
    };
    expect(await holds()).toEqual([true, true]);
    now = new Date("2026-02-01T12:00:00.501Z");
    expect(await holds()).toEqual([false, true]);
  });

  it("of many changes and deletions at once, lets one delete it and tells the later ones that it is gone", async () => {
    const { endpoint: made } = await endpoint();
    const remove = () => deleteEndpoint(owner.ctx, made.id);
    const change = () => updateEndpoint(owner.ctx, made.id, { description: "Other" });
    const ended = await Promise.allSettled<unknown>(
      Array.from({ length: 12 }, (_, turn) => (turn % 2 === 0 ? remove() : change())),
    );
    const refused = ended.flatMap((one) =>
      one.status === "rejected" ? [(one.reason as AppError).code] : [],
    );
    expect(new Set(refused)).toEqual(new Set(["not_found"]));
    expect(ended.filter(({ status }, turn) => turn % 2 === 0 && status === "fulfilled")).toHaveLength(1);
  });

  it("ends the old one at once without an overlap", async () => {
    const { endpoint: made, secret: old } = await endpoint();
    await rotateEndpointSecret(owner.ctx, made.id, { overlap_hours: 0 });
    await record("generation.completed");
    await tryNext(made.id);
    expect(verifies(receiver.received[0], old, now)).toBe(false);
  });

  it("is kept sealed: neither it nor its bytes stand in the database", async () => {
    const { endpoint: made, secret } = await endpoint();
    const row = await db().webhookEndpoint.findUniqueOrThrow({ where: { id: made.id } });
    const bytes = Buffer.from(secret.slice("whsec_".length), "base64");
    expect(bytes).toHaveLength(32);
    expect(Buffer.from(row.sealedSecret).includes(bytes)).toBe(false);
  });
});

describe("a redelivery", () => {
  it("sends the same event again on a new schedule, once it has ended", async () => {
    const { endpoint: made } = await endpoint();
    await record("generation.completed");
    const { id } = await latest(made.id);
    await expect(redeliver(owner.ctx, made.id, id)).rejects.toMatchObject({ code: "conflict" });
    await tryNext(made.id);
    const again = await redeliver(owner.ctx, made.id, id);
    expect(again).toMatchObject({ status: "pending", completed_at: null });
    receiver.answers.push({ status: 500 });
    await tryNext(made.id);
    const waited = await latest(made.id);
    expect(waited.status).toBe("pending");
    expect(Date.parse(waited.next_attempt_at ?? "") - now.getTime()).toBeLessThanOrEqual(5_500);
    await tryNext(made.id);
    expect((await latest(made.id)).attempts.map(({ status_code }) => status_code)).toEqual([204, 500, 204]);
    expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });
});

it("sends a test event to the one endpoint, whatever it asked for, and to none that is off", async () => {
  const { endpoint: made, secret } = await endpoint(["generation.failed"]);
  const other = await endpoint();
  const delivery = await sendTestEvent(owner.ctx, made.id);
  expect(delivery).toMatchObject({ event_type: "webhook.test", status: "pending", endpoint_id: made.id });
  await tryNext(made.id);
  expect(verifies(receiver.received[0], secret, now)).toBe(true);
  expect(await deliveriesOf(other.endpoint.id)).toEqual([]);
  await updateEndpoint(owner.ctx, made.id, { enabled: false });
  await expect(sendTestEvent(owner.ctx, made.id)).rejects.toMatchObject({ code: "conflict" });
});
