import { findProject, listProjectRows } from "@/lib/accounts";
import type { Context } from "@/lib/db";
import type { Project, ProjectList } from "../project-schema";
import { toProject } from "./project-record";
import { requireProjectAccess } from "./require-project-access";

/** One project of the organization. Throws `not_found`, the same for another organization's, or `insufficient_scope`. */
export async function getProject(ctx: Context, id: string): Promise<Project> {
  requireProjectAccess(ctx, "see");
  return toProject(await findProject(ctx, id));
}

/** All of them, archived ones too, the newest first. Throws `insufficient_scope`. */
export async function listProjects(ctx: Context): Promise<ProjectList> {
  requireProjectAccess(ctx, "see");
  return { object: "list", data: (await listProjectRows(ctx)).map(toProject), has_more: false };
}
