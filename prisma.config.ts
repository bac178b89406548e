import path from "node:path";
import { defineConfig } from "prisma/config";

// The CLI would download its schema engine; ours stands in for it, so that the npm registry suffices.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.resolve(import.meta.dirname, "lib/db/schema-engine.mjs");
process.env.PRISMA_HIDE_UPDATE_MESSAGE ??= "1";
process.env.CHECKPOINT_DISABLE ??= "1";

/** Used by the Prisma CLI only, while developing. Without DATABASE_URL it works on an in-process PGlite. */
export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: {
    url: process.env.DATABASE_URL ?? "pglite:memory://main",
    shadowDatabaseUrl: "pglite:memory://shadow",
  },
});
