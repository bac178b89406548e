import { z } from "zod";

/** Shapes of what may improve models, and of the proof that a picture is among it or is not: pure zod. */

const Hash = z.string().regex(/^[0-9a-f]{64}$/, "A SHA-256 has 64 hexadecimal digits, in small letters.");

export const PictureHash = z.strictObject({ sha256: z.string().trim().toLowerCase().pipe(Hash) });

export const TrainingManifest = z.object({
  number: z.int(),
  created_at: z.iso.datetime(),
  /** Pictures in it. */
  size: z.int(),
  /** Of the Merkle tree (RFC 6962) over its sorted entries. */
  root: Hash,
  /** An entry is SHA-256 of the salt and of the picture's own SHA-256. */
  salt: Hash,
});
export type TrainingManifest = z.infer<typeof TrainingManifest>;

export const TrainingProofStep = z.object({ index: z.int(), entry: Hash, path: z.array(Hash) });
export type TrainingProofStep = z.infer<typeof TrainingProofStep>;

export const TrainingProof = z.object({
  manifest: TrainingManifest,
  included: z.boolean(),
  entry: Hash,
  /** Of the entry itself, or of those between which it would stand. */
  steps: z.array(TrainingProofStep).max(2),
});
export type TrainingProof = z.infer<typeof TrainingProof>;
