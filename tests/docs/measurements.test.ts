import { describe, expect, it } from "vitest";
import { measuredWith, measurements } from "@/components/docs/measurements";
import figures from "@/components/docs/measurements.json";

describe("the performance page", () => {
  it("shows what the bench wrote, under the names of its tables", () => {
    expect(measurements.map(({ rows }) => rows.length)).toEqual([3, 3, 3, 3, 5]);
    const [ball] = figures.tables.openvdb;
    expect(measurements[0].rows[0]).toEqual({
      size: "256³",
      oursMs: Math.round(ball.medianMs),
      theirsMs: Math.round(ball.medianMs / ball.ratio),
      ratio: ball.ratio,
    });
    expect(measuredWith.engineVersion).toBe(figures.engineVersion);
    expect(measuredWith.date).toMatch(/^\d+ \w+ 20\d\d$/);
  });
});
