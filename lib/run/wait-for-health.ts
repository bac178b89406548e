import { setTimeout as sleep } from "node:timers/promises";
import { ExpectedFailure } from "./expected-failure";

const LIMIT_MS = 60_000;

/** Resolves when the site says that it is healthy, or when `signal` aborts; throws after a minute of silence. */
export async function waitForHealth(url: string, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (!signal.aborted) {
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(
      () => undefined,
    );
    if (answer?.ok && ((await answer.json()) as { status?: string }).status !== "down") return;
    if (performance.now() > deadline)
      throw new ExpectedFailure(
        `The site does not answer at ${url}/api/health (${answer ? `status ${answer.status}` : "no answer"}). Its messages stand above.`,
      );
    await sleep(50);
  }
}
