import { appendFileSync } from "node:fs";
import { overrideEnv } from "@/lib/core/env";
import { runJobs } from "@/lib/jobs";

/** A worker in a process of its own, to be killed: `endless` never ends and notes each start in a file. */
const [connectionString, noteFile] = process.argv.slice(2);
overrideEnv({ logLevel: "silent" });
const stop = new AbortController();
process.on("SIGTERM", () => stop.abort());

await runJobs({
  handlers: {
    endless: async (payload, { attempt }) => {
      appendFileSync(noteFile, `${process.pid} ${attempt} ${JSON.stringify(payload)}\n`);
      await new Promise((resolve) => setTimeout(resolve, 600_000));
    },
  },
  concurrency: 2,
  connectionString,
  signal: stop.signal,
  drainMs: 100,
});
