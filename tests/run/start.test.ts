import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { isAlive, processCommand, processIdentity } from "@/lib/run/process-identity";
import { findMeshFaults } from "../support/check-closed-mesh";
import { readStl } from "../support/read-stl";
import { startPortal } from "../support/portal";
import { launch, type RunningPortal } from "../support/run-portal";

let portal: RunningPortal;
beforeAll(async () => {
  portal = await startPortal();
});

const health = async (): Promise<string> => {
  const answer = await fetch(`${portal.details.url}/api/health`).catch(() => undefined);
  return answer?.ok ? ((await answer.json()) as { status: string }).status : "no answer";
};
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(50);
}
/** Runs the launcher to its end. */
async function refuse(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  const { launcher, output } = launch(env);
  const code = await new Promise<number | null>((resolve) => launcher.once("close", resolve));
  return { code, output: output().trim() };
}
const credits = async (key: string): Promise<number> => {
  const answer = await fetch(`${portal.details.url}/api/credits`, { headers: { "X-API-Key": key } });
  return ((await answer.json()) as { credits: number }).credits;
};
const gone = (pids: number[]): boolean => pids.every((pid) => processIdentity(pid) === undefined);

// Limits, not measurements: two cores may be shared with other test files.
describe("the launcher", { timeout: 120_000 }, () => {
  it("makes a demo account, keeps it for its owner alone, and prints what it keeps", async () => {
    const { dataDir, demo, url } = portal.details;
    for (const file of ["first-run.json", "secrets.json", "runtime.json"])
      expect([file, statSync(path.join(dataDir, file)).mode & 0o777]).toEqual([file, 0o600]);
    expect(Object.keys(demo ?? {}).sort()).toEqual(["api_key", "email", "password", "url"]);
    expect(new URL(demo?.url ?? "").port).toBe(new URL(url).port);
    for (const text of Object.values(demo ?? {})) expect(portal.output()).toContain(text);
    expect(await credits(demo?.api_key ?? "")).toBe(500);
  });

  it("prints a line that makes a closed model when it is pasted", async () => {
    const [line] = /curl -sS .*/.exec(portal.output()) ?? [];
    const file = path.join(portal.details.dataDir, "model.stl");
    const pasted = line?.replace("-o model.stl", `-o ${file}`) ?? "";
    expect(pasted).not.toBe(line);
    await promisify(execFile)("sh", ["-c", pasted]);
    expect(findMeshFaults(readStl(readFileSync(file)))).toEqual([]);
    expect(await credits(portal.details.demo?.api_key ?? "")).toBe(496);
  });

  it.each(["worker", "web", "stripe"])("starts the %s again after it was killed", async (name) => {
    const before = (await portal.processes())[name];
    process.kill(before, "SIGKILL");
    await until(async () => {
      const now = (await portal.processes())[name];
      return now !== undefined && now !== before && isAlive(now);
    });
    await until(async () => (await health()) === "healthy");
  });

  it("starts the database again after it was killed", async () => {
    const pidFile = path.join(portal.details.dataDir, "postgres/postmaster.pid");
    const before = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
    expect(processCommand(before)).toContain("postgres");
    process.kill(before, "SIGKILL");
    await until(async () => (await health()) !== "healthy");
    await until(async () => (await health()) === "healthy");
    expect(await credits(portal.details.demo?.api_key ?? "")).toBe(496);
  });

  it("refuses a second launcher on the same folder, a busy port and a bad setting, with what to do", async () => {
    const { dataDir, pid, url } = portal.details;
    const { port } = new URL(url);
    expect(await refuse({ DATA_DIR: dataDir, PORT: "1024" })).toEqual({
      code: 1,
      output: `PrintPal already runs on ${dataDir} (process ${pid}). Stop it first, or set DATA_DIR to another folder.`,
    });
    expect(await refuse({ DATA_DIR: `${dataDir}-other`, PORT: port })).toEqual({
      code: 1,
      output: `Port ${port} on 127.0.0.1 is in use by another program. Stop it, or choose another: PORT=${Number(port) + 1} npm start`,
    });
    expect(await refuse({ DEMO: "maybe" })).toEqual({
      code: 1,
      output: expect.stringMatching(/DEMO: expected on or off$/),
    });
  });

  it("stops every child on SIGINT, twice as npm sends it, and starts again with what it had", async () => {
    const pids = Object.values(await portal.processes());
    expect(pids).toHaveLength(4);
    const ended = new Promise((resolve) => portal.launcher.once("exit", resolve));
    portal.launcher.kill("SIGINT");
    portal.launcher.kill("SIGINT");
    expect(await ended).toBe(0);
    expect(gone(pids)).toBe(true);

    const { dataDir, demo } = portal.details;
    portal = await startPortal({ dataDir });
    expect(portal.details.demo).toEqual(demo);
    expect(await credits(demo?.api_key ?? "")).toBe(496);
  });

  it("leaves no child behind when it is killed itself", async () => {
    const pids = Object.values(await portal.processes());
    portal.launcher.kill("SIGKILL");
    await until(() => gone(pids));
  });
});
