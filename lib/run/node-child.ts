import { spawn } from "node:child_process";
import type { SuperviseOptions } from "./supervise";
import { say } from "./say";

/** Next's own greeting, which would contradict the address in ours. */
const GREETING = /^\s*(▲ Next\.js|- (Local|Network):|✓ (Starting|Ready|Running next\.config))/;

/** A Node program as a supervised child that ends with the launcher, also if that is killed. */
export function nodeChild(
  name: string,
  args: string[],
  childEnv: NodeJS.ProcessEnv,
  onStart: () => void,
): SuperviseOptions {
  return {
    name,
    spawn: () =>
      spawn(process.execPath, ["--import", "./lib/run/exit-with-parent.mjs", ...args], {
        env: childEnv,
        stdio: ["ignore", "pipe", "pipe", "ipc"],
        detached: true,
      }),
    onLine: (line) => {
      if (!GREETING.test(line)) say(name, line);
    },
    onStart,
    onExit: (how, restartInMs) => say(name, `ended (${how}); starting again in ${restartInMs} ms`),
  };
}
