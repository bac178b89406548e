/** `npm run check` and `npm test`: the checks that need no database, then the test runner. */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { gatheredProofs, gatherProofs } from "./gather-proofs.mjs";
import { hashOfSources } from "./prepare.mjs";
import { root, runNode } from "./run-command.mjs";

const checks = [
  ["types", "node_modules/typescript/bin/tsc", ["--noEmit", "-p", "."]],
  ["lint", "node_modules/eslint/bin/eslint.js", [".", "--max-warnings", "0"]],
  ["format", "node_modules/prettier/bin/prettier.cjs", ["--check", "--log-level", "warn", "."]],
];
const results = path.join(root, "tests/.output/results.json");

/** Types, lint, format and the rules of the house. Returns an exit code. */
export async function check() {
  const failed = await runChecks();
  const house = await runVitest(["tests/house"]);
  return failed + house.failed > 0 ? 1 : 0;
}

/**
 * Everything, which the next build shows on /privacy/proof; or with arguments, such as `tests/keys`, only the tests they
 * choose. Ends with one line that counts
 * checks and tests alike. Returns an exit code.
 */
export async function test(args) {
  const everything = args.length === 0;
  const failedChecks = everything ? await runChecks() : 0;
  // Before they run: what is written meanwhile was not all of it tried.
  const sources = everything ? hashOfSources() : null;
  const tests = await runVitest(args);
  if (everything && existsSync(results)) gatherProofs(gatheredProofs, sources);
  const passed = tests.passed + (everything ? checks.length - failedChecks : 0);
  const failed = tests.failed + failedChecks;
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 || passed === 0 ? 1 : 0;
}

/** All at once: each uses one core. Returns how many failed. */
async function runChecks() {
  const failed = await Promise.all(
    checks.map(async ([name, file, args]) => {
      try {
        await runNode(file, args, { quiet: true });
        console.log(`✓ ${name}`);
        return false;
      } catch (error) {
        console.log(`✗ ${name}\n${error.message}`);
        return true;
      }
    }),
  );
  return failed.filter(Boolean).length;
}

async function runVitest(args) {
  rmSync(results, { force: true });
  mkdirSync(path.dirname(results), { recursive: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const env = { ...process.env, NODE_ENV: "test" };
  const config = path.join("tests", "vitest.config.ts");
  const ended = await runNode(
    "node_modules/vitest/vitest.mjs",
    ["run", "--config", config, ...reporters, ...args],
    { env },
  ).then(
    () => true,
    () => false,
  );
  if (!existsSync(results)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(results, "utf8"));
  // A file that cannot be loaded, or an error outside any test, fails the run without failing a test.
  return { passed: numPassedTests, failed: Math.max(numFailedTests, ended ? 0 : 1) };
}
