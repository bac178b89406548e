/**
 * `npm run proofs`: takes the tests that are named after a row of the table of clauses (`row 24: …`) out of the last run's
 * report, with how they ended, and writes them to public/proofs.json, from which /privacy/proof is drawn.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./run-command.mjs";

/** Higher rows are of the catalogue of bad input, which is no part of the policy. */
const LAST_CLAUSE = 59;

/** `row 24:` as well as `rows 36 and 53:`, anywhere in the names of a test and of what it stands in. */
const named = /\brows? (\d+(?:(?:, | and )\d+)*):/g;

const report = JSON.parse(readFileSync(path.join(root, "tests/.output/results.json"), "utf8"));
const tests = report.testResults
  .flatMap(({ name: file, assertionResults }) =>
    assertionResults.flatMap(({ fullName, status }) => {
      const rows = new Set(
        [...fullName.matchAll(named)].flatMap((match) => match[1].match(/\d+/g).map(Number)),
      );
      const name = fullName.replace(named, "").replace(/\s+/g, " ").trim();
      return [...rows]
        .filter((row) => row >= 1 && row <= LAST_CLAUSE)
        .map((row) => ({ row, name, file: path.relative(root, file), passed: status === "passed" }));
    }),
  )
  .sort((a, b) => a.row - b.row || (a.name < b.name ? -1 : 1));
const ran_at = new Date(report.startTime).toISOString();
writeFileSync(path.join(root, "public/proofs.json"), `${JSON.stringify({ ran_at, tests }, null, 2)}\n`);
console.log(
  `${tests.length} tests of ${new Set(tests.map(({ row }) => row)).size} clauses, run at ${ran_at}`,
);
