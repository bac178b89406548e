import { afterEach, expect, it, vi } from "vitest";
import { clock } from "@/lib/core/clock";
import { ExpiringMap } from "@/lib/core/expiring-map";

afterEach(() => {
  vi.restoreAllMocks();
});

const at = (ms: number) => vi.spyOn(clock, "now").mockReturnValue(new Date(ms));

it("loads once in a lifetime, and shares a look-up among those who ask at once", async () => {
  const map = new ExpiringMap<number>(1_000, 10);
  let loads = 0;
  const load = async () => ++loads;
  at(5_000);
  expect(await Promise.all([map.get("a", load), map.get("a", load)])).toEqual([1, 1]);
  at(5_999);
  expect(await map.get("a", load)).toBe(1);
  at(6_000);
  expect(await map.get("a", load)).toBe(2);
  at(1_000);
  expect(await map.get("a", load)).toBe(3);
});

it("keeps no failure", async () => {
  const map = new ExpiringMap<number>(1_000, 10);
  await expect(map.get("a", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await map.get("a", async () => 7)).toBe(7);
});

it("does not hand a look-up that began before a delete to those who ask after it", async () => {
  const map = new ExpiringMap<string>(1_000, 10);
  let finish = (_value: string) => undefined as void;
  const old = map.get("a", () => new Promise<string>((resolve) => (finish = resolve)));
  map.delete("a");
  expect(await map.get("a", async () => "new")).toBe("new");
  finish("old");
  expect(await old).toBe("old");
  expect(await map.get("a", async () => "newer")).toBe("new");
});

it("forgets the oldest beyond its capacity", async () => {
  const map = new ExpiringMap<string>(1_000, 2);
  for (const key of ["a", "b", "c"]) await map.get(key, async () => key);
  expect(await map.get("c", async () => "again")).toBe("c");
  expect(await map.get("b", async () => "again")).toBe("b");
  expect(await map.get("a", async () => "again")).toBe("again");
});
