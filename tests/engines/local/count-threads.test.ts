import { describe, expect, it } from "vitest";
import { countThreads } from "@/lib/engines/local/count-threads";

const GIB = 1024 ** 3;

describe("countThreads", () => {
  it.each([
    ["a core kept for the rest", 4, 64 * GIB, 8, 3],
    ["2 GiB a thread", 16, 6.5 * GIB, 8, 3],
    ["no more than jobs at once", 16, 64 * GIB, 2, 2],
    ["one on a single core", 1, 64 * GIB, 2, 1],
    ["one in the least memory", 8, GIB, 2, 1],
  ])("gives %s", (_, cores, memoryBytes, jobsAtOnce, threads) => {
    expect(countThreads(jobsAtOnce, { cores, memoryBytes })).toBe(threads);
  });

  it("reads the machine it runs on", () => {
    expect(countThreads(1)).toBe(1);
    expect(countThreads(64)).toBeGreaterThanOrEqual(1);
  });
});
