import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockDataDir, requireNoLauncher } from "@/lib/run/lock-data-dir";
import { processIdentity } from "@/lib/run/process-identity";

let folder: string;
beforeEach(() => (folder = path.join(mkdtempSync(path.join(os.tmpdir(), "printpal-lock-")), "data")));
afterEach(() => rmSync(path.dirname(folder), { recursive: true, force: true }));

const lockFile = () => path.join(folder, "launcher.lock");

describe("lockDataDir", () => {
  it("makes the folder for this user alone, and holds it until released", () => {
    const release = lockDataDir(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const refusal = `PrintPal already runs on ${folder} (process ${process.pid}).`;
    expect(() => lockDataDir(folder)).toThrow(refusal);
    expect(() => requireNoLauncher(folder)).toThrow(refusal);
    release();
    requireNoLauncher(folder);
    lockDataDir(folder)();
  });

  it.each([
    ["a process that is gone", { pid: 2_147_483_646, identity: "1" }],
    ["a process whose number was handed out again", { pid: process.pid, identity: "before" }],
    ["nobody", "half a li"],
  ])("takes over the lock of %s", (_whose, content) => {
    lockDataDir(folder)();
    writeFileSync(lockFile(), JSON.stringify(content));
    lockDataDir(folder);
    const owner = { pid: process.pid, identity: processIdentity(process.pid) };
    expect(JSON.parse(readFileSync(lockFile(), "utf8"))).toEqual(owner);
  });

  it("says what to do where the folder cannot be made", () => {
    writeFileSync(folder, "a file");
    expect(() => lockDataDir(path.join(folder, "inside"))).toThrow(
      /^DATA_DIR cannot be used: .*Set DATA_DIR to a folder this user may write\.$/,
    );
  });
});
