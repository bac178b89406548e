import { existsSync } from "node:fs";
import path from "node:path";
import type { Env } from "@/lib/core/env";
import { findVolumeEncryption } from "./find-volume-encryption";

export interface DatabaseAtRest {
  encrypted: boolean;
  /** In words for the operator: what encrypts it, or what to do. */
  detail: string;
}

type Settings = Pick<Env, "databaseUrl" | "databaseEncryptedBy" | "dataDir">;

/**
 * What encrypts the disk that the database lies on, besides ourselves: files and backups are sealed before they are written,
 * and so are names, addresses and words in the database. Times, amounts and ids stand there as they are, which an encrypted
 * volume hides as well. The embedded database's is looked at; of another one only the operator can say.
 */
export function databaseAtRest(
  { databaseUrl, databaseEncryptedBy, dataDir }: Settings,
  find = findVolumeEncryption,
): DatabaseAtRest {
  const cluster = path.join(dataDir, "postgres");
  const embedded = isEmbedded(databaseUrl) && existsSync(cluster);
  const found = embedded ? find(cluster) : undefined;
  if (found) return { encrypted: true, detail: `the database lies on a volume encrypted by ${found}` };
  if (databaseEncryptedBy) return { encrypted: true, detail: `the operator says: ${databaseEncryptedBy}` };
  return {
    encrypted: false,
    detail: embedded
      ? "nothing is seen to encrypt the disk of the database, where times, amounts and ids stand as they are: DATA_DIR may lie on an encrypted volume"
      : "nobody says what encrypts the disk of the database, where times, amounts and ids stand as they are (DATABASE_ENCRYPTED_BY)",
  };
}

/** The launcher's own PostgreSQL is reached by a socket alone. */
const isEmbedded = (databaseUrl: string | undefined): boolean =>
  !databaseUrl || Boolean(new URL(databaseUrl).searchParams.get("host")?.startsWith("/"));
