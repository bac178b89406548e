import type { ChildProcess } from "node:child_process";

export interface Supervised {
  readonly pid: number | undefined;
  /** Asks the child to end, kills it (and its descendants) after `graceMs`, and restarts it no more. */
  stop(graceMs: number): Promise<void>;
  /** Kills it now. */
  kill(): void;
}

export interface SuperviseOptions {
  name: string;
  /** Starts the child, in a process group of its own, so that a terminal's Ctrl-C reaches the launcher alone. */
  spawn(): ChildProcess | Promise<ChildProcess>;
  /** How this child is asked to end; SIGTERM unless told. */
  ask?(child: ChildProcess): void;
  onLine(line: string): void;
  /** Called after each start, with a restart's number from 1. */
  onStart?(pid: number, restarts: number): void;
  /** Called when the child ended by itself and will be started again. */
  onExit(how: string, restartInMs: number): void;
}

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 15_000;
/** A child that ran this long starts again without delay. */
const SETTLED_MS = 20_000;

/** Keeps one child process running: started again when it ends, ever more slowly while it keeps ending. */
export async function supervise(options: SuperviseOptions): Promise<Supervised> {
  let child: ChildProcess | undefined;
  let ended: Promise<void> = Promise.resolve();
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;
  let delayMs = FIRST_DELAY_MS;
  let restarts = 0;

  async function start(): Promise<void> {
    const startedAt = performance.now();
    const started = await options.spawn();
    child = started;
    if (started.pid !== undefined) options.onStart?.(started.pid, restarts);
    forwardLines(started, options.onLine);
    ended = new Promise((resolve) => {
      // A program that cannot be started reports an error and no exit.
      started.once("error", () => resolve());
      started.once("exit", () => resolve());
    });
    void ended.then(() => {
      child = undefined;
      if (stopping) return;
      if (performance.now() - startedAt > SETTLED_MS) delayMs = FIRST_DELAY_MS;
      options.onExit(started.signalCode ?? `code ${started.exitCode}`, delayMs);
      scheduleRestart();
    });
    if (stopping) signal(started, "SIGKILL");
  }

  function scheduleRestart(): void {
    restarts++;
    timer = setTimeout(() => {
      start().catch((error: unknown) => {
        options.onExit(error instanceof Error ? error.message : String(error), delayMs);
        if (!stopping) scheduleRestart();
      });
    }, delayMs);
    delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
  }

  const kill = () => {
    stopping = true;
    clearTimeout(timer);
    if (child) signal(child, "SIGKILL");
  };

  await start();
  return {
    get pid() {
      return child?.pid;
    },
    kill,
    async stop(graceMs) {
      stopping = true;
      clearTimeout(timer);
      if (!child) return;
      if (options.ask) options.ask(child);
      else child.kill("SIGTERM");
      const deadline = setTimeout(kill, graceMs);
      await ended;
      clearTimeout(deadline);
    },
  };
}

/** To the child's whole group, which outlives it if it left descendants. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, name);
    else child.kill(name);
  } catch {
    child.kill(name);
  }
}

function forwardLines(child: ChildProcess, onLine: (line: string) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream?.setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) if (line.trim()) onLine(line);
    });
  }
}
