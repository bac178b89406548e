import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** An installation's own secrets, random, in `DATA_DIR/secrets.json` (mode 0600). Losing them loses the stored data. */
export interface Secrets {
  master_key: string;
  auth_secret: string;
  /** Of the embedded database's owner, and of the role that the site and the worker are. */
  database_password: string;
  database_app_password: string;
}

/** Reads the secrets, adding those that are missing. */
export function ensureSecrets(dataDir: string): Secrets {
  const kept = readSecrets(dataDir);
  const fresh = () => randomBytes(32).toString("hex");
  const secrets = {
    master_key: fresh(),
    auth_secret: fresh(),
    database_password: fresh(),
    database_app_password: fresh(),
    ...kept,
  };
  if (Object.keys(secrets).some((name) => !kept || !(name in kept)))
    writePrivately(path.join(dataDir, "secrets.json"), secrets);
  return secrets;
}

export function readSecrets(dataDir: string): Secrets | undefined {
  return readJson<Secrets>(path.join(dataDir, "secrets.json"));
}

export function readJson<T>(file: string): T | undefined {
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as T) : undefined;
}

/** Writes JSON that only this user may read, whole or not at all. */
export function writePrivately(file: string, value: object): void {
  const draft = `${file}.draft`;
  writeFileSync(draft, JSON.stringify(value, null, 2) + "\n", { mode: 0o600 });
  renameSync(draft, file);
}
