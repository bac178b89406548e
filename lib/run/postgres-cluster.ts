import { spawnSync } from "node:child_process";
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { ExpectedFailure } from "./expected-failure";
import { namespaceCommand, NOBODY, type Privilege } from "./postgres-binaries";

export interface ClusterPlan {
  binaries: string;
  privilege: Privilege;
  cluster: string;
  user: string;
  password: string;
}

/** Runs initdb once, beside its final place: a folder that is there is whole. Text is UTF-8, sorted by code point. */
export async function createCluster(plan: ClusterPlan): Promise<void> {
  const { cluster, privilege } = plan;
  if (existsSync(path.join(cluster, "PG_VERSION"))) return ownFolder(cluster, privilege);
  const draft = `${cluster}.draft`;
  const passwordFile = path.join(path.dirname(cluster), ".initdb-password");
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, plan.password, { mode: 0o600 });
  for (const file of [draft, passwordFile]) ownFolder(file, privilege);
  try {
    initdb(plan, draft, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, cluster);
}

function initdb({ binaries, privilege, user }: ClusterPlan, folder: string, passwordFile: string): void {
  const program = [
    path.join(binaries, "initdb"),
    ...["-D", folder, "-U", user, "--pwfile", passwordFile, "-A", "scram-sha-256"],
    ...["-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
  ];
  const [command, ...args] = privilege.kind === "namespace" ? namespaceCommand(...program) : program;
  const identity = privilege.kind === "nobody" ? { uid: NOBODY, gid: NOBODY } : {};
  const run = spawnSync(command, args, { encoding: "utf8", ...identity });
  if (run.status === 0) return;
  const hint =
    privilege.kind === "nobody"
      ? "\nAs root without user namespaces it runs as nobody, who must be able to reach both this folder and DATA_DIR."
      : "";
  throw new ExpectedFailure(
    `The embedded PostgreSQL could not be created: ${run.error?.message ?? run.stderr}${hint}`,
  );
}

/** Gives a folder, with all that is in it, to the user the server runs as; nothing to do where it has it already. */
export function ownFolder(folder: string, privilege: Privilege): void {
  if (privilege.kind === "as-is") return;
  const owner = privilege.kind === "nobody" ? NOBODY : 0;
  if (lstatSync(folder).uid !== owner) own(folder, owner);
}

function own(file: string, owner: number): void {
  const stat = lstatSync(file);
  if (stat.isDirectory()) for (const name of readdirSync(file)) own(path.join(file, name), owner);
  if (!stat.isSymbolicLink()) chownSync(file, owner, owner);
}
