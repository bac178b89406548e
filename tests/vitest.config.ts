import path from "node:path";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./support/longest-first";

const root = path.resolve(import.meta.dirname, "..");

/** Files run in parallel; `globalSetup` starts the one PostgreSQL and the one portal that they share, when asked for. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/support/global-setup.ts"],
    testTimeout: 90_000,
    hookTimeout: 180_000,
    // More than cores: the journeys mostly wait for a browser.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
  },
});
