import { describe, expect, it } from "vitest";
import { historyPath } from "@/components/generations/history-path";
import { isFiltered, readHistory } from "@/components/generations/history-view";

describe("the address of the history", () => {
  it("keeps filters and view, and starts from the first page again", () => {
    const here = readHistory({ status: "completed", text: "grid & vase", view: "table", after: "gen_1" });
    expect(here.query).toEqual({ limit: 24, status: "completed", text: "grid & vase", after: "gen_1" });
    expect(historyPath(here, { engine: "figure" })).toBe(
      "/generations?status=completed&engine=figure&text=grid+%26+vase&view=table",
    );
    expect(historyPath(here, { view: undefined, status: undefined, text: "grid" })).toBe(
      "/generations?text=grid",
    );
    const ofProject = readHistory({ project: "prj_1" });
    expect([ofProject.query.project_id, isFiltered(ofProject.query)]).toEqual(["prj_1", true]);
    expect(historyPath(ofProject, { status: "failed" })).toBe("/generations?status=failed&project=prj_1");
    expect(historyPath(ofProject, { project: undefined })).toBe("/generations");
  });

  it("leaves out what makes no sense", () => {
    expect(readHistory({ status: "burnt", view: ["a", "b"] })).toEqual({
      query: { limit: 24 },
      view: "grid",
    });
    expect(historyPath(readHistory({}), {})).toBe("/generations");
  });
});
