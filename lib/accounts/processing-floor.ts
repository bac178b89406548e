import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import { Prisma, runPrepared, type Context, type Tx } from "@/lib/db";
import type { SpendingLimits } from "./plan-limits";
import { projectOf, withheld } from "./require-processing";

export interface ProcessingFloor {
  /** As the generations room writes and reads it; an empty object where nothing is demanded. */
  rules: Prisma.JsonValue;
  /** What the organization last said about training, or null where it never did. */
  trainingConsent: boolean | null;
  /** The same of the acting key's project; nothing where it has none. */
  project: { rules: Prisma.JsonValue; trainingConsent: boolean | null };
  /** Whether the acting person objects to training. */
  objects: boolean;
  /** Outside parties that its data may not go to now, whatever the rules say. */
  refused: string[];
}

/** All that an organization says about what is submitted to it. */
export type SubmissionTerms = ProcessingFloor & SpendingLimits;

interface TermsRow extends SubmissionTerms {
  suspended: boolean;
  frozen: boolean;
  restricted: boolean;
  archived: boolean;
}

/**
 * What an organization demands of the processing of everything it sends, and the acting key's project, or one that is named.
 * Never cached: a change holds at once.
 */
export async function findProcessingFloor(ctx: Context, projectId?: string): Promise<ProcessingFloor> {
  return readTerms(ctx, projectId);
}

/** The same for a submission, and what may be spent on it. Throws `processing_restricted`, `account_suspended` or, where the project is archived, `forbidden` where nothing new may be made. */
export async function requireSubmissionTerms(ctx: Context): Promise<SubmissionTerms> {
  const row = await readTerms(ctx);
  if (row.suspended || row.frozen || row.restricted || row.archived) throw withheld(row);
  return row;
}

/** In one statement: it stands before every submission. */
async function readTerms(
  { actor, organizationId, tx }: Context,
  projectId = projectOf(actor),
): Promise<TermsRow> {
  const userId = actor.kind === "user" ? actor.userId : "";
  const now = clock.now().toISOString();
  const statement = Prisma.sql`
    SELECT processing_floor AS rules, organizations.training_consent AS "trainingConsent",
      keep_models_days AS "keepModelsDays", organizations.monthly_credit_cap AS "organizationCap",
      memberships.monthly_credit_cap AS "memberCap",
      json_build_object('rules', coalesce(projects.rules, '{}'), 'trainingConsent', projects.training_consent)
        AS project,
      coalesce('training' = ANY(users.objections), false) AS objects,
      ARRAY(SELECT processor FROM processor_refusals
        WHERE organization_id IN ('', ${organizationId}) AND from_at <= ${now}::timestamptz
          AND (until_at IS NULL OR until_at > ${now}::timestamptz)) AS refused,
      organizations.suspended_at IS NOT NULL AS suspended,
      coalesce(organizations.frozen_at, users.frozen_at) IS NOT NULL AS frozen,
      coalesce(organizations.restricted_at, users.restricted_at) IS NOT NULL AS restricted,
      -- Also where it is not there: rules that cannot be read are not taken for none.
      ${projectId} <> '' AND (projects.id IS NULL OR projects.archived_at IS NOT NULL) AS archived
    FROM organizations
      LEFT JOIN users ON users.id = ${userId}
      LEFT JOIN projects ON projects.id = ${projectId} AND projects.organization_id = organizations.id
      LEFT JOIN memberships ON memberships.organization_id = organizations.id AND memberships.user_id = ${userId}
    WHERE organizations.id = ${organizationId}`;
  const [row] = await (tx ? tx.$queryRaw<TermsRow[]>(statement) : runPrepared<TermsRow>(statement));
  if (!row) throw new AppError("not_found", "There is no such organization.");
  return row;
}

/** Replaces the rules. Whoever calls has checked who asks. */
export async function setProcessingFloor(
  tx: Tx,
  organizationId: string,
  rules: Prisma.InputJsonObject,
): Promise<void> {
  await tx.organization.update({ where: { id: organizationId }, data: { processingFloor: rules } });
}

/** Keeps the newest word on training beside the rules, for every submission to read. */
export async function setTrainingConsent(tx: Tx, organizationId: string, given: boolean): Promise<void> {
  await tx.organization.update({ where: { id: organizationId }, data: { trainingConsent: given } });
}
