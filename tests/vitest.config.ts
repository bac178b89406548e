import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = path.resolve(import.meta.dirname, "..");

/** Those that draw in WebGL, which a machine without a graphics card does by its processor, stand apart from each other. */
const LONGEST = [
  "tests/journeys/kill-worker.test.ts",
  "tests/journeys/portal.test.ts",
  "tests/engines/run-engine.test.ts",
  "tests/privacy/erase-person.test.ts",
  "tests/generations/run-generation.test.ts",
  "tests/api/any-input/submissions.test.ts",
  "tests/journeys/billing.test.ts",
  "tests/api/any-input/keys-and-webhooks.test.ts",
  "tests/api/any-input/the-rest.test.ts",
  "tests/journeys/generate.test.ts",
  "tests/engines/local/independent-check.test.ts",
  "tests/run/portal.test.ts",
  "tests/geometry/field/shape-catalog.test.ts",
  "tests/journeys/viewer.test.ts",
  "tests/run/start.test.ts",
  "tests/geometry/quality/gates.test.ts",
  "tests/journeys/keyboard.test.ts",
  "tests/journeys/faults.test.ts",
  "tests/journeys/told-by-mail.test.ts",
  "tests/journeys/privacy.test.ts",
];

/**
 * Begins with the files that take minutes, the longest first: one that came last would keep a single core busy while the
 * others wait for it. The runner's own order, by the size of the file, puts short files of long tests at the end.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const others = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.indexOf(path.relative(this.ctx.config.root, moduleId));
      return place < 0 ? LONGEST.length : place;
    };
    return others.sort((a, b) => rank(a) - rank(b));
  }
}

/** Files run in parallel; `globalSetup` starts the one PostgreSQL and the one portal that they share, when asked for. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    include: ["tests/**/*.test.ts"],
    env: { BACKUP_DIR: "off" },
    globalSetup: ["tests/support/global-setup.ts"],
    // Bounds for what hangs, not for what is slow: a busy machine takes its time.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
    // More than cores: the journeys mostly wait for a browser.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
  },
});
