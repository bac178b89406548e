import { SharedLimitStore } from "@/lib/api/shared-limit-store";
import { overrideEnv } from "@/lib/core/env";
import { closeDb } from "@/lib/db";
import type { Taking } from "./take-in-process";

/** A web process reduced to its limits: takes as often as it is told, and prints how many takes were allowed. */
const [databaseUrl, text] = process.argv.slice(2);
const { limit, nowMs, times } = JSON.parse(text) as Taking;
overrideEnv({ databaseUrl, databasePool: 5, logLevel: "silent" });
const store = new SharedLimitStore();
const taken = await Promise.all(
  Array.from({ length: times }, () => store.take([{ limit, subject: "a" }], nowMs)),
);
process.stdout.write(String(taken.filter(([verdict]) => verdict.allowed).length));
await closeDb();
