import type { ProjectRow } from "@/lib/accounts";
import { ProcessingWish } from "@/lib/generations/schema";
import type { Project } from "../project-schema";

/** Row to resource. */
export const toProject = (row: ProjectRow): Project => ({
  id: row.id,
  object: "project",
  name: row.name,
  processing: ProcessingWish.parse(row.rules),
  training_consent: row.trainingConsent === null ? null : row.trainingConsent ? "allow" : "deny",
  created_at: row.createdAt.toISOString(),
  archived_at: row.archivedAt?.toISOString() ?? null,
});

/** The word on training as it is kept. */
export const toConsent = (word: Project["training_consent"]): boolean | null =>
  word === null ? null : word === "allow";
