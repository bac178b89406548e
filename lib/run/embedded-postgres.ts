import { spawn, type ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { ExpectedFailure } from "./expected-failure";
import { createCluster, ownFolder } from "./postgres-cluster";
import {
  choosePrivilege,
  findPostgresBinaries,
  namespaceCommand,
  NOBODY,
  type Privilege,
} from "./postgres-binaries";
import { isAlive, processCommand } from "./process-identity";

export const DATABASE_USER = "printpal";
const DATABASE = "printpal";
/** The socket's address holds at most 107 bytes, `/.s.PGSQL.5432` among them. */
const LONGEST_FOLDER = 107 - "/.s.PGSQL.5432".length;

export interface PostgresPlan {
  /** Holds the cluster, its log and, where the path is short enough, its socket. */
  dataDir: string;
  password: string;
  /** Server settings beyond ours, such as `fsync=off` for tests. */
  settings?: string[];
}

export interface EmbeddedPostgres {
  /** Address of the portal's database, made if it was missing. */
  url: string;
  /** Starts the server: once at first, again whenever it died. */
  spawn(): Promise<ChildProcess>;
  /** Resolves when it answers; throws {@link ExpectedFailure} with its log's last lines if it ended or stays silent. */
  ready(child: ChildProcess): Promise<void>;
  /** Asks for a fast shutdown: open transactions are rolled back, what was committed is on disk. */
  ask(child: ChildProcess): void;
}

/**
 * PostgreSQL of our own under `dataDir/postgres`, made on first use: durable (fsync on), reachable only through a socket
 * in a folder of mode 0700 (loopback on Windows), and only with the password. It stops when the launcher does, killed or not.
 */
export async function embeddedPostgres(plan: PostgresPlan): Promise<EmbeddedPostgres> {
  const binaries = findPostgresBinaries();
  const privilege = choosePrivilege();
  const cluster = path.join(plan.dataDir, "postgres");
  const log = path.join(plan.dataDir, "postgres.log");
  if (privilege.kind === "nobody") chmodSync(plan.dataDir, 0o711);
  await createCluster({ binaries, privilege, cluster, user: DATABASE_USER, password: plan.password });
  const socket = socketFolder(plan.dataDir, privilege);
  const url = (database: string) =>
    `postgresql://${DATABASE_USER}:${encodeURIComponent(plan.password)}@localhost/${database}?host=${encodeURIComponent(socket)}`;
  const args = ["-D", cluster, ...settings(socket, plan.settings).flatMap((setting) => ["-c", setting])];

  return {
    url: url(DATABASE),
    async spawn() {
      await stopOrphan(cluster, socket);
      return spawnServer(path.join(binaries, "postgres"), args, privilege, log);
    },
    async ready(child) {
      await waitForAnswer(child, url("postgres"), log);
      await createDatabase(url("postgres"));
    },
    ask: (child) => child.stdin?.end(),
  };
}

function settings(socket: string, more: string[] = []): string[] {
  return [
    "listen_addresses=",
    `unix_socket_directories=${socket}`,
    "unix_socket_permissions=0700",
    "max_connections=100",
    "shared_buffers=64MB",
    // A file of the log of changes that is done with goes, and does not lie there with what it holds until it is needed.
    "wal_recycle=off",
    "timezone=UTC",
    "log_timezone=UTC",
    // Statements can hold personal data: the log names errors, never what was asked.
    "log_min_error_statement=panic",
    "log_error_verbosity=terse",
    ...more,
  ];
}

/**
 * A small shell stands between: it holds the reading end of a pipe from the launcher, and when that closes, by intent
 * or because the launcher was killed, it asks the server for a fast shutdown. No process of its own is left waiting.
 */
const STOP_WITH_LAUNCHER = `
exec 3<&0 </dev/null
"$@" &
server=$!
(read -r _ <&3; kill -INT $server) &
watcher=$!
trap 'kill -INT $server' INT TERM
wait $server; code=$?
while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
kill $watcher 2>/dev/null
exit $code`;

function spawnServer(server: string, args: string[], privilege: Privilege, log: string): ChildProcess {
  if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) rmSync(log);
  const output = openSync(log, "a", 0o600);
  const guarded = ["/bin/sh", "-c", STOP_WITH_LAUNCHER, "sh", server, ...args];
  const [command, ...rest] = privilege.kind === "namespace" ? namespaceCommand(...guarded) : guarded;
  const identity = privilege.kind === "nobody" ? { uid: NOBODY, gid: NOBODY } : {};
  try {
    return spawn(command, rest, { stdio: ["pipe", output, output], detached: true, ...identity });
  } finally {
    closeSync(output);
  }
}

/** No socket yet, nobody behind it yet, or "the database system is starting up", which recovery makes long. */
const STARTING = new Set(["ENOENT", "ECONNREFUSED", "ECONNRESET", "57P03"]);
const ATTEMPTS = 6000;

async function waitForAnswer(child: ChildProcess, url: string, log: string): Promise<void> {
  let ended = false;
  child.once("exit", () => (ended = true));
  child.once("error", () => (ended = true));
  for (let attempt = 0; attempt < ATTEMPTS && !ended; attempt++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      const { code = "", message } = error as { code?: string; message: string };
      if (code === "28P01")
        throw new ExpectedFailure(
          "The embedded PostgreSQL refuses the password in secrets.json: restore the file that belongs to this DATA_DIR.",
        );
      if (!STARTING.has(code) || attempt === ATTEMPTS - 1)
        throw new ExpectedFailure(`PostgreSQL does not answer: ${message}`);
      await sleep(20);
    }
  }
  const tail = readFileSync(log, "utf8").trim().split("\n").slice(-8).join("\n");
  throw new ExpectedFailure(`PostgreSQL did not start. The end of ${log}:\n${tail}`);
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** In the data folder where its path is short enough, else in a private folder named by its hash. */
function socketFolder(dataDir: string, privilege: Privilege): string {
  const inside = path.join(dataDir, "socket");
  const name = `printpal-${createHash("sha256").update(dataDir).digest("hex").slice(0, 12)}`;
  const folder = Buffer.byteLength(inside) <= LONGEST_FOLDER ? inside : path.join(os.tmpdir(), name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  const owners = [process.getuid?.() ?? stat.uid, ...(process.getuid?.() === 0 ? [NOBODY] : [])];
  // In a shared temporary folder somebody else could have made it first.
  if (!stat.isDirectory() || !owners.includes(stat.uid))
    throw new ExpectedFailure(`${folder} belongs to somebody else. Remove it, or choose a shorter DATA_DIR.`);
  chmodSync(folder, 0o700);
  ownFolder(folder, privilege);
  return folder;
}

/**
 * The launcher's lock is ours, so a server that still runs on this cluster is an orphan: it is stopped. Where the number in
 * its pid file now belongs to another program, PostgreSQL would refuse to start; the number is replaced by one that no
 * process has. The file itself must stay: its shared memory key keeps a new server off while old backends still end.
 */
async function stopOrphan(cluster: string, socket: string): Promise<void> {
  for (const file of [path.join(cluster, "postmaster.pid"), path.join(socket, ".s.PGSQL.5432.lock")]) {
    if (!existsSync(file)) continue;
    const [line, ...rest] = readFileSync(file, "utf8").split("\n");
    const pid = Number(line);
    if (!(pid > 0) || !isAlive(pid)) continue;
    if (isServerOf(cluster, pid)) await endServer(cluster, pid);
    else writeFileSync(file, [NO_PROCESS, ...rest].join("\n"));
  }
}

const isServerOf = (cluster: string, pid: number): boolean =>
  isAlive(pid) && processCommand(pid).includes(`-D ${cluster} `);

async function endServer(cluster: string, pid: number): Promise<void> {
  process.kill(pid, "SIGINT");
  for (let waitedMs = 0; isServerOf(cluster, pid); waitedMs += 50) {
    if (waitedMs > ORPHAN_GRACE_MS) process.kill(pid, "SIGQUIT");
    await sleep(50);
  }
}

/** Above every system's highest process number. */
const NO_PROCESS = 2_147_483_646;
const ORPHAN_GRACE_MS = 20_000;
