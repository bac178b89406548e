import { describe, expect, it } from "vitest";
import { countHelpers, countMemoryMb, countThreads } from "@/lib/engines/local/count-threads";

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

  it.each([
    ["three quarters of it", 1, 8, 6144],
    ["a share for each thread", 3, 8, 2048],
    ["never less than the finest grid takes", 2, 2, 1536],
  ])("leaves a model %s", (_, threads, gib, megabytes) => {
    expect(countMemoryMb(threads, { cores: 4, memoryBytes: gib * GIB })).toBe(megabytes);
  });

  it.each([
    ["one of two cores", 1, 2, 1],
    ["none where every core has a job", 2, 2, 0],
    ["an equal share", 3, 8, 1],
    ["three at most", 1, 64, 3],
    ["none on a single core", 1, 1, 0],
  ])("leaves a job %s as helpers", (_, jobs, cores, helpers) => {
    expect(countHelpers(jobs, cores)).toBe(helpers);
  });

  it("reads the machine it runs on", () => {
    expect(countThreads(1)).toBe(1);
    expect(countMemoryMb(1)).toBeGreaterThanOrEqual(1536);
    expect(countThreads(64)).toBeGreaterThanOrEqual(1);
  });
});
