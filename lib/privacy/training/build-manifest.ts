import { randomBytes } from "node:crypto";
import { listTrainingRefusals, requireStaff } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { findDrawings, findRefusedPictures, listTrainable } from "@/lib/generations";
import type { TrainingManifest } from "../training-schema";
import { rootOf } from "./merkle-tree";
import { entryOf } from "./proof";
import { toManifest } from "./read-manifests";

/**
 * Writes down which pictures may improve a model from now on: those that were eligible when they were sent, still are
 * there, whose organization has not said no since, and that are drawings in plain colours: no photograph, and so no face
 * that a camera saw. Whoever says no, also later, is in no further one, nor is the same picture that somebody else said
 * yes to. For the privacy staff.
 */
export async function buildTrainingManifest(ctx: Context): Promise<TrainingManifest> {
  requireStaff(ctx, ["privacy"]);
  const drawings = await findDrawings();
  return transaction(ctx, async (tx) => {
    // One after the other: their numbers have no gaps.
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('training_manifests'))::text`;
    const refusals = await listTrainingRefusals(tx);
    const salt = randomBytes(32).toString("hex");
    const hashes = new Set<string>();
    for await (const { pictures } of listTrainable(tx))
      for (const sha256 of pictures) if (drawings.has(sha256)) hashes.add(sha256);
    for (const sha256 of await findRefusedPictures(tx, [...hashes], refusals)) hashes.delete(sha256);
    const entries = [...hashes].map((sha256) => entryOf(salt, sha256)).sort(Buffer.compare);
    const last = await tx.trainingManifest.findFirst({
      orderBy: { number: "desc" },
      select: { number: true },
    });
    const row = await tx.trainingManifest.create({
      data: {
        number: (last?.number ?? 0) + 1,
        ...{ salt, root: rootOf(entries).toString("hex"), size: entries.length },
        entries: new Uint8Array(Buffer.concat(entries)),
        createdAt: clock.now(),
      },
    });
    await recordAudit(tx, ctx, { action: "training_manifest.build", subjectId: String(row.number) });
    return toManifest(row);
  });
}
