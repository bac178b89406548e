import { changeProject, findProject, type ProjectRow } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { recordAudit, transaction, type Context, type Tx } from "@/lib/db";
import type { Project, UpdateProject } from "../project-schema";
import { toConsent, toProject } from "./project-record";
import { requireProjectAccess } from "./require-project-access";

/**
 * Changes what is given and leaves the rest, from the next submission on; what was sent before keeps the rules it was
 * frozen with, but leaves the next training manifest where the project says no. Throws `not_found`, `conflict` for one
 * that is restored at a hundred others, `forbidden` or `insufficient_scope` for who may not.
 */
export async function updateProject(ctx: Context, id: string, change: UpdateProject): Promise<Project> {
  requireProjectAccess(ctx, "change");
  const { archived, ...rest } = change;
  const { name, processing, training_consent: word } = rest;
  return transaction(ctx, async (tx) => {
    let row = await findProject({ ...ctx, tx }, id);
    if (Object.keys(rest).length > 0) {
      const trainingConsent = word === undefined ? undefined : toConsent(word);
      row = await changeProject(tx, row, { name, rules: processing, trainingConsent });
      // A name says nothing of what holds, and may be somebody's.
      const detail = {
        ...(name !== undefined && { renamed: true }),
        ...(processing && { processing }),
        ...(word !== undefined && { training_consent: word }),
      };
      await recordAudit(tx, ctx, { action: "project.update", subjectId: id, detail });
    }
    if (archived !== undefined) row = await archive(tx, ctx, row, archived);
    return toProject(row);
  });
}

/** From now on its keys make nothing new; twice is the same. Throws `not_found`, `forbidden` or `insufficient_scope`. */
export async function archiveProject(ctx: Context, id: string): Promise<Project> {
  requireProjectAccess(ctx, "change");
  return transaction(ctx, async (tx) =>
    toProject(await archive(tx, ctx, await findProject({ ...ctx, tx }, id), true)),
  );
}

async function archive(tx: Tx, ctx: Context, row: ProjectRow, wanted: boolean): Promise<ProjectRow> {
  if ((row.archivedAt !== null) === wanted) return row;
  await recordAudit(tx, ctx, { action: wanted ? "project.archive" : "project.restore", subjectId: row.id });
  return changeProject(tx, row, { archivedAt: wanted ? clock.now() : null });
}
