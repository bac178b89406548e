/**
 * The tests that are named after a row of the table of clauses (`row 24: …`), taken out of a run's report with how they
 * ended, for /privacy/proof. `npm test` gathers them after each whole run, and the next build takes them where the sources
 * are still those that ran; `npm run proofs` writes them to public/proofs.json, which is shown otherwise.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./run-command.mjs";

/** Higher rows are of the catalogue of bad input, which is no part of the policy. */
const LAST_CLAUSE = 59;

/** `row 24:` as well as `rows 36 and 53:`, anywhere in the names of a test and of what it stands in. */
const named = /\brows? (\d+(?:(?:, | and )\d+)*):/g;

/** Kept beside the report of the run; no build or commit holds it. */
export const gatheredProofs = path.join(root, "tests/.output/proofs.json");
export const publishedProofs = path.join(root, "public/proofs.json");

/** Writes what the last run showed to `file`; `sources` says of which sources. Returns it. */
export function gatherProofs(file, sources = null) {
  const report = JSON.parse(readFileSync(path.join(root, "tests/.output/results.json"), "utf8"));
  const ran_at = new Date(report.startTime).toISOString();
  const before = lastPasses();
  const tests = report.testResults
    .flatMap(({ name, assertionResults }) => assertionResults.flatMap((result) => toTests(name, result)))
    .map((test) => ({ ...test, last_passed_at: test.passed ? ran_at : (before.get(keyOf(test)) ?? null) }))
    .sort((a, b) => a.row - b.row || (a.name < b.name ? -1 : 1));
  const proofs = { ran_at, commit: commit(), sources, tests };
  writeFileSync(file, `${JSON.stringify(proofs, null, 2)}\n`);
  return proofs;
}

function toTests(file, { fullName, status }) {
  const rows = new Set([...fullName.matchAll(named)].flatMap((match) => match[1].match(/\d+/g).map(Number)));
  const name = fullName.replace(named, "").replace(/\s+/g, " ").trim();
  return [...rows]
    .filter((row) => row >= 1 && row <= LAST_CLAUSE)
    .map((row) => ({ row, name, file: path.relative(root, file), passed: status === "passed" }));
}

const keyOf = ({ row, file, name }) => `${row} ${file} ${name}`;

/** When each passed last, as far as earlier runs are known. */
function lastPasses() {
  const known = [publishedProofs, gatheredProofs].filter((file) => existsSync(file));
  return new Map(
    known
      .map((file) => JSON.parse(readFileSync(file, "utf8")))
      .flatMap(({ ran_at, tests }) =>
        tests.map((test) => [keyOf(test), test.last_passed_at ?? (test.passed ? ran_at : null)]),
      ),
  );
}

/** Null where there is no git, as in an unpacked release. */
function commit() {
  try {
    return execFileSync("git", ["rev-parse", "HEAD"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return null;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { ran_at, tests } = gatherProofs(publishedProofs);
  console.log(
    `${tests.length} tests of ${new Set(tests.map(({ row }) => row)).size} clauses, run at ${ran_at}`,
  );
}
