import { AppError } from "@/lib/core/errors";
import { db, type Prisma } from "@/lib/db";
import type { TrainingManifest, TrainingProof } from "../training-schema";
import { entryOf, proveEntry } from "./proof";

/** All manifests, the newest first: how many pictures each holds, and the root that any proof leads to. For everybody. */
export async function listTrainingManifests(): Promise<TrainingManifest[]> {
  const rows = await db().trainingManifest.findMany({ orderBy: { number: "desc" }, omit: { entries: true } });
  return rows.map(toManifest);
}

/**
 * Proves of a picture, by the SHA-256 of its cleaned bytes as its processing receipt names it, that it is in a manifest or
 * that it is not. For everybody: whoever knows the digest had the picture. Throws `not_found`.
 *
 * @param number the newest where absent
 */
export async function proveTraining(sha256: string, number?: number): Promise<TrainingProof> {
  const row = await db().trainingManifest.findFirst({ where: { number }, orderBy: { number: "desc" } });
  if (!row) throw new AppError("not_found", "No such manifest has been made.");
  const all = Buffer.from(row.entries);
  const entries = Array.from({ length: row.size }, (_, n) => all.subarray(32 * n, 32 * n + 32));
  return { manifest: toManifest(row), ...proveEntry(entries, entryOf(row.salt, sha256)) };
}

export const toManifest = ({
  number,
  createdAt,
  size,
  root,
  salt,
}: Omit<Prisma.TrainingManifestModel, "entries">): TrainingManifest => ({
  number,
  created_at: createdAt.toISOString(),
  size,
  root,
  salt,
});
