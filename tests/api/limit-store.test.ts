import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { MemoryLimitStore, type Limit, type LimitStore } from "@/lib/api/limit-store";
import { resetLimits } from "@/lib/api/rate-limit";
import { SharedLimitStore } from "@/lib/api/shared-limit-store";
import { db } from "@/lib/db";
import { freshDatabase } from "../support/database";
import { takeInProcess } from "./take-in-process";

const bucket: Limit = { name: "minute", quota: 50, windowSeconds: 60, kind: "bucket" };
const day: Limit = { name: "day", quota: 3, windowSeconds: 86_400, kind: "window" };
const start = Date.UTC(2026, 2, 14, 12);

let url: string;
beforeAll(async () => {
  ({ url } = await freshDatabase());
});
beforeEach(resetLimits);

const take = async (store: LimitStore, limit: Limit, nowMs = start, subject = "a") =>
  (await store.take([{ limit, subject }], nowMs))[0];

async function drain(store: LimitStore, limit: Limit, times: number, nowMs = start) {
  for (let index = 0; index < times; index++) await take(store, limit, nowMs);
}

describe.each([
  ["in this process", () => new MemoryLimitStore()],
  ["in the database", () => new SharedLimitStore()],
])("a bucket %s", (_name, open) => {
  it("allows its quota at once and refuses the next with the seconds to wait", async () => {
    const store = open();
    expect(await take(store, bucket)).toEqual({
      allowed: true,
      remaining: 49,
      resetSeconds: 2,
      retryAfterSeconds: 0,
    });
    await drain(store, bucket, 49);
    expect(await take(store, bucket)).toEqual({
      allowed: false,
      remaining: 0,
      resetSeconds: 60,
      retryAfterSeconds: 2,
    });
  });

  it("refills evenly: one more after 1.2 s, all of them after a minute", async () => {
    const store = open();
    await drain(store, bucket, 50);
    expect((await take(store, bucket, start + 1_100)).allowed).toBe(false);
    expect((await take(store, bucket, start + 1_210)).allowed).toBe(true);
    expect((await take(store, bucket, start + 1_210)).allowed).toBe(false);
    expect((await take(store, bucket, start + 62_000)).remaining).toBe(49);
  });

  it("counts each subject for itself", async () => {
    const store = open();
    await drain(store, bucket, 50);
    expect((await take(store, bucket, start, "b")).remaining).toBe(49);
  });

  it("takes nothing away when the clock steps back", async () => {
    const store = open();
    await drain(store, bucket, 10);
    expect((await take(store, bucket, start - 600_000)).remaining).toBe(39);
    expect((await take(store, bucket, start - 540_000)).remaining).toBe(49);
  });

  it("takes nothing from a second quota where the first is spent", async () => {
    const store = open();
    const both = [
      { limit: { ...bucket, quota: 2 }, subject: "a" },
      { limit: day, subject: "a" },
    ];
    const seen: [boolean, number][] = [];
    for (let index = 0; index < 4; index++)
      seen.push(...(await store.take(both, start)).map((v): [boolean, number] => [v.allowed, v.remaining]));
    expect(seen.slice(2)).toEqual([
      [true, 0],
      [true, 1],
      [false, 0],
      [true, 1],
      [false, 0],
      [true, 1],
    ]);
  });
});

describe.each([
  ["in this process", () => new MemoryLimitStore()],
  ["in the database", () => new SharedLimitStore()],
])("a window %s", (_name, open) => {
  it("starts anew at midnight", async () => {
    const store = open();
    await drain(store, day, 3);
    expect(await take(store, day)).toEqual({
      allowed: false,
      remaining: 0,
      resetSeconds: 43_200,
      retryAfterSeconds: 43_200,
    });
    expect(await take(store, day, Date.UTC(2026, 2, 15))).toMatchObject({ allowed: true, remaining: 2 });
  });
});

describe("several processes", () => {
  it("allow the quota together, not one call more", async () => {
    const allowed = await Promise.all(
      [1, 2].map(() => takeInProcess(url, { limit: bucket, nowMs: start, times: 40 })),
    );
    expect(allowed[0] + allowed[1]).toBe(50);
  });

  it("gain nothing from clocks that differ", async () => {
    const [ahead, behind] = [new SharedLimitStore(), new SharedLimitStore()];
    await drain(ahead, bucket, 50, start + 2_000);
    for (let turn = 0; turn < 20; turn++) {
      expect((await take(behind, bucket, start)).allowed).toBe(false);
      expect((await take(ahead, bucket, start + 2_000)).allowed).toBe(false);
    }
    // Nor does the one that is behind begin yesterday again.
    const midnight = Date.UTC(2026, 2, 15);
    await drain(ahead, day, 3, midnight + 1_000);
    expect((await take(behind, day, midnight - 1_000)).allowed).toBe(false);
    expect((await take(ahead, day, midnight + 1_000)).allowed).toBe(false);
  });

  it("are still limited, each for itself, while the database is away", async () => {
    const store = new SharedLimitStore();
    const lost = vi.spyOn(db(), "$queryRaw").mockRejectedValue(new Error("the database is away"));
    onTestFinished(() => lost.mockRestore());
    await drain(store, bucket, 50);
    expect((await take(store, bucket)).allowed).toBe(false);
  });
});

it("forgets the longest untouched subjects rather than grow without end", async () => {
  const store = new MemoryLimitStore();
  await drain(store, bucket, 50);
  for (let index = 0; index < 20_000; index++) await take(store, bucket, start, `other ${index}`);
  expect((await take(store, bucket)).remaining).toBe(49);
});

it("sweeps counters from the database once their quota is whole again", async () => {
  const store = new SharedLimitStore();
  await take(store, bucket);
  await take(store, day);
  await take(store, bucket, start + 61_000, "b");
  expect((await db().rateLimit.findMany({ orderBy: { id: "asc" } })).map(({ id }) => id)).toEqual([
    "day:a",
    "minute:b",
  ]);
});
