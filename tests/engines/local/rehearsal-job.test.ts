import { expect, it } from "vitest";
import { makeModel } from "@/lib/engines/local/make-model";
import { rehearsalJob } from "@/lib/engines/local/rehearsal-job";

it("is a job that every step of the figure runs through", async () => {
  const stages = new Set<string>();
  const { engine, report, thumbnail } = await makeModel(await rehearsalJob(), ({ stage }) =>
    stages.add(stage),
  );
  expect(engine).toBe("figure");
  expect(report).toMatchObject({ watertight: true, parts: 1 });
  expect(report.triangles).toBeLessThanOrEqual(30_000);
  expect(thumbnail.length).toBeGreaterThan(1000);
  expect(stages).toEqual(
    new Set(["decoding", "segmenting", "shaping", "meshing", "simplifying", "checking", "writing"]),
  );
});
