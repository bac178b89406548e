import { findProject, insertProject } from "@/lib/accounts";
import { clock } from "@/lib/core/clock";
import { isAppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { recordAudit, transaction, type Context } from "@/lib/db";
import { CreateProject, type Project, type ProjectRequest } from "../project-schema";
import { toConsent, toProject } from "./project-record";
import { requireProjectAccess } from "./require-project-access";

/**
 * A new project of the organization. Throws `forbidden` or `insufficient_scope` for who may not, and `conflict` at a
 * hundred. A repeated call (`ctx.onceId`) gets what its first attempt made.
 */
export async function createProject(ctx: Context, request: ProjectRequest): Promise<Project> {
  requireProjectAccess(ctx, "change");
  const { name, processing, training_consent } = CreateProject.parse(request);
  const id = newId("project", ctx.onceId);
  return transaction(ctx, async (tx) => {
    const made = ctx.onceId ? await findProject({ ...ctx, tx }, id).catch(orNull) : null;
    if (made) return toProject(made);
    const row = await insertProject(tx, {
      ...{ id, organizationId: ctx.organizationId, name, rules: processing },
      trainingConsent: toConsent(training_consent),
      createdAt: clock.now(),
    });
    const detail = { processing, training_consent };
    await recordAudit(tx, ctx, { action: "project.create", subjectId: id, detail });
    return toProject(row);
  });
}

function orNull(error: unknown): null {
  if (isAppError(error) && error.code === "not_found") return null;
  throw error;
}
