import { describe, expect, it } from "vitest";
import { MemoryLimitStore, type Limit } from "@/lib/api/limit-store";

const bucket: Limit = { name: "minute", quota: 50, windowSeconds: 60, kind: "bucket" };
const day: Limit = { name: "day", quota: 3, windowSeconds: 86_400, kind: "window" };
const start = Date.UTC(2026, 2, 14, 12);

async function drain(store: MemoryLimitStore, limit: Limit, times: number, nowMs = start) {
  for (let index = 0; index < times; index++) await store.take(limit, "a", nowMs);
}

describe("a bucket", () => {
  it("allows its quota at once and refuses the next with the seconds to wait", async () => {
    const store = new MemoryLimitStore();
    expect(await store.take(bucket, "a", start)).toEqual({
      allowed: true,
      remaining: 49,
      resetSeconds: 2,
      retryAfterSeconds: 0,
    });
    await drain(store, bucket, 49);
    expect(await store.take(bucket, "a", start)).toEqual({
      allowed: false,
      remaining: 0,
      resetSeconds: 60,
      retryAfterSeconds: 2,
    });
  });

  it("refills evenly: one more after 1.2 s, all of them after a minute", async () => {
    const store = new MemoryLimitStore();
    await drain(store, bucket, 50);
    expect((await store.take(bucket, "a", start + 1_100)).allowed).toBe(false);
    expect((await store.take(bucket, "a", start + 1_210)).allowed).toBe(true);
    expect((await store.take(bucket, "a", start + 1_210)).allowed).toBe(false);
    expect((await store.take(bucket, "a", start + 62_000)).remaining).toBe(49);
  });

  it("counts each subject for itself", async () => {
    const store = new MemoryLimitStore();
    await drain(store, bucket, 50);
    expect((await store.take(bucket, "b", start)).remaining).toBe(49);
  });

  it("takes nothing away when the clock steps back", async () => {
    const store = new MemoryLimitStore();
    await drain(store, bucket, 10);
    expect((await store.take(bucket, "a", start - 600_000)).remaining).toBe(39);
  });

  it("only looks at a cost of 0", async () => {
    const store = new MemoryLimitStore();
    await drain(store, bucket, 49);
    expect(await store.take(bucket, "a", start, 0)).toMatchObject({ allowed: true, remaining: 1 });
    await drain(store, bucket, 1);
    expect(await store.take(bucket, "a", start, 0)).toMatchObject({ allowed: false, remaining: 0 });
  });
});

describe("a window", () => {
  it("starts anew at midnight", async () => {
    const store = new MemoryLimitStore();
    await drain(store, day, 3);
    expect(await store.take(day, "a", start)).toEqual({
      allowed: false,
      remaining: 0,
      resetSeconds: 43_200,
      retryAfterSeconds: 43_200,
    });
    expect(await store.take(day, "a", Date.UTC(2026, 2, 15))).toMatchObject({ allowed: true, remaining: 2 });
  });
});

it("forgets the longest untouched subjects rather than grow without end", async () => {
  const store = new MemoryLimitStore();
  await drain(store, bucket, 50);
  for (let index = 0; index < 20_000; index++) await store.take(bucket, `other ${index}`, start);
  expect((await store.take(bucket, "a", start)).remaining).toBe(49);
});
