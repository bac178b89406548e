import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ExpectedFailure } from "./expected-failure";
import { processIdentity } from "./process-identity";

interface Owner {
  pid: number;
  identity: string | undefined;
}

/**
 * Makes the data folder (mode 0700) and takes it for this process, so that no two launchers run on one. The lock of a
 * launcher that was killed is taken over. Returns the release; throws {@link ExpectedFailure} if a launcher runs.
 */
export function lockDataDir(dataDir: string): () => void {
  makeFolder(dataDir);
  const file = lockFile(dataDir);
  const mine: Owner = { pid: process.pid, identity: processIdentity(process.pid) };
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      writeFileSync(file, JSON.stringify(mine), { flag: "wx", mode: 0o600 });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    requireNoLauncher(dataDir);
    rmSync(file, { force: true });
  }
  throw new ExpectedFailure(`The lock ${file} cannot be taken: another launcher is starting.`);
}

/** Throws {@link ExpectedFailure} if a launcher runs on this data folder now. */
export function requireNoLauncher(dataDir: string): void {
  const owner = readOwner(lockFile(dataDir));
  if (owner && processIdentity(owner.pid) === owner.identity)
    throw new ExpectedFailure(
      `PrintPal already runs on ${dataDir} (process ${owner.pid}). Stop it first, or set DATA_DIR to another folder.`,
    );
}

const lockFile = (dataDir: string): string => path.join(dataDir, "launcher.lock");

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const probe = path.join(dataDir, ".write-probe");
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExpectedFailure(
      `DATA_DIR cannot be used: ${reason}. Set DATA_DIR to a folder this user may write.`,
    );
  }
}

function readOwner(file: string): Owner | undefined {
  try {
    const owner = JSON.parse(readFileSync(file, "utf8")) as Owner;
    return owner.identity === undefined ? undefined : owner;
  } catch {
    return undefined;
  }
}
