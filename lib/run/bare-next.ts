import { spawn } from "node:child_process";
import { cp } from "node:fs/promises";
import path from "node:path";
import { environmentForChild } from "@/lib/core/env";
import { findFreePort } from "./find-free-port";
import { run } from "./run-command.mjs";

/** Built outside of lib/, whose files decide whether the portal has to be built anew. */
const folder = path.join("dist", "bare-next");

/** Builds and serves `anchors/bare-next`, one route handler that does nothing, and runs `body` with its address. */
export async function withBareNext<T>(body: (url: string) => Promise<T>): Promise<T> {
  const env = environmentForChild({ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  await cp(path.join("lib", "run", "anchors", "bare-next"), folder, { recursive: true });
  const build = ["node_modules/next/dist/bin/next", "build", folder];
  await run(process.execPath, build, { quiet: true, env, cwd: process.cwd() });
  const port = await findFreePort();
  const server = spawn(process.execPath, [path.join(folder, "serve.mjs"), String(port)], {
    env,
    stdio: "ignore",
  });
  try {
    const url = `http://127.0.0.1:${port}/bare`;
    await answers(url);
    return await body(url);
  } finally {
    server.kill();
  }
}

async function answers(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(url)
        .then(({ ok }) => ok)
        .catch(() => false)
    )
      return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The bare handler does not answer.");
}
