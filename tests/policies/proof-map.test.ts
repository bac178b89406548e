import { describe, expect, it } from "vitest";
import { privacyPolicy } from "@/lib/policies/documents/privacy-policy";
import { listProofs, sentencesOf } from "@/lib/policies/list-proofs";
import { proofMap, type Proof } from "@/lib/policies/proof-map";
import report from "@/public/proofs.json";
import { sourceFiles } from "../support/source-files";

const rowsOf = (proof: Proof): readonly number[] => {
  if (proof === "words") return [];
  return "outside" in proof ? proof.held : proof;
};

describe("the proof map", () => {
  it("has an entry for each sentence of the policy, and for no other", () => {
    const sentences = new Set(sentencesOf(privacyPolicy));
    const mapped = proofMap.map(([sentence]) => sentence);
    expect(sentences.size).toBeGreaterThan(150);
    expect([...sentences].filter((sentence) => !mapped.includes(sentence))).toEqual([]);
    expect(mapped.filter((sentence) => !sentences.has(sentence))).toEqual([]);
  });

  it("names rows of the table of clauses", () => {
    const rows = proofMap.flatMap(([, proof]) => rowsOf(proof));
    expect(rows.filter((row) => row < 1 || row > 59)).toEqual([]);
    expect(proofMap.filter(([, proof]) => proof !== "words" && rowsOf(proof).length === 0)).toEqual([]);
    // What no test can show says why, and what is tested in its place.
    const outside = proofMap.flatMap(([, proof]) =>
      typeof proof === "object" && "outside" in proof ? [proof.outside] : [],
    );
    expect([outside.length, outside.every((why) => why.length > 60)]).toEqual([6, true]);
  });

  it("rests on tests: each of the 59 rows of the table of clauses has one that is named after it", () => {
    const named = /\brows? (\d+(?:(?:, | and )\d+)*):/g;
    const tests = sourceFiles("tests").filter(({ path }) => path.endsWith(".test.ts"));
    const rows = tests.flatMap(({ text }) =>
      [...text.matchAll(named)].flatMap(([, numbers]) => numbers.split(/, | and /).map(Number)),
    );
    const missing = Array.from({ length: 59 }, (_, n) => n + 1).filter((row) => !rows.includes(row));
    expect(missing).toEqual([]);
  });

  it("says of a sentence whether it is proved, failed, or open", () => {
    const test = { row: 1, name: "one", file: "tests/a.test.ts", passed: true };
    const states = (passed: boolean[]) =>
      listProofs("By using our API Services, you agree.\n- Our API does not use cookies.\n", {
        ran_at: report.ran_at,
        tests: passed.map((one) => ({ ...test, row: 46, passed: one })),
      })[0].sentences.map(({ state }) => state);
    expect(states([])).toEqual(["open", "open"]);
    expect(states([true])).toEqual(["open", "proved"]);
    expect(states([true, false])).toEqual(["open", "failed"]);
    // Half a proof is none: encryption at rest says nothing of encryption in transit.
    const [part] = listProofs("- Encryption: Data encrypted in transit (TLS 1.3) and at rest (AES-256)\n", {
      ran_at: report.ran_at,
      tests: [{ ...test, row: 29 }],
    });
    expect(part.sentences[0].state).toBe("open");
  });

  it("is drawn from a report of a real run, whose tests stand where it says", async () => {
    const { existsSync } = await import("node:fs");
    expect(report.tests.length).toBeGreaterThan(20);
    expect(report.tests.filter(({ file }) => !existsSync(file))).toEqual([]);
  });
});
