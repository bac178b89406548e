import type { ChildProcess } from "node:child_process";
import { embeddedPostgres } from "./embedded-postgres";
import type { SuperviseOptions } from "./supervise";
import { say } from "./say";

export interface DatabaseChild {
  url: string;
  child: SuperviseOptions;
  /** Resolves when the server, once started, answers for the first time. */
  ready(): Promise<void>;
}

/** The embedded PostgreSQL as a supervised child. */
export async function databaseChild(dataDir: string, password: string): Promise<DatabaseChild> {
  const server = await embeddedPostgres({ dataDir, password });
  let first: ChildProcess | undefined;
  return {
    url: server.url,
    ready: async () => {
      if (first) await server.ready(first);
    },
    child: {
      name: "postgres",
      spawn: async () => {
        const child = await server.spawn();
        first ??= child;
        return child;
      },
      ask: server.ask,
      onLine: (line) => say("postgres", line),
      onExit: (how, restartInMs) => say("postgres", `ended (${how}); starting again in ${restartInMs} ms`),
    },
  };
}
