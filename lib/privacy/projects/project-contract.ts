import { z } from "zod";
import { contract } from "@/lib/core/contract";
import { CreateProject, Project, ProjectId, ProjectList, UpdateProject } from "../project-schema";

const ById = z.object({ id: ProjectId });
const json = <S extends z.ZodType>(schema: S) => ({
  schema,
  accepts: ["application/json"] as const,
  maxBytes: 16 * 1024,
});
const refused = ["invalid_request", "insufficient_scope", "forbidden", "not_found", "conflict"] as const;

export const projectContracts = {
  listProjects: contract({
    id: "projects.list",
    method: "GET",
    path: "/api/v1/projects",
    summary: "List the projects, newest first, archived ones too",
    access: "keys",
    counted: true,
    output: ProjectList,
    status: 200,
    errors: [],
  }),
  createProject: contract({
    id: "projects.create",
    method: "POST",
    path: "/api/v1/projects",
    summary: "Make a project, with rules for what its keys send",
    access: "keys",
    counted: true,
    body: json(CreateProject),
    output: Project,
    status: 200,
    errors: ["invalid_request", "insufficient_scope", "forbidden", "conflict"],
  }),
  getProject: contract({
    id: "projects.get",
    method: "GET",
    path: "/api/v1/projects/{id}",
    summary: "Read a project",
    access: "keys",
    counted: true,
    params: ById,
    output: Project,
    status: 200,
    errors: ["not_found"],
  }),
  updateProject: contract({
    id: "projects.update",
    method: "PATCH",
    path: "/api/v1/projects/{id}",
    summary: "Change a project's name, rules or word on training, or restore it",
    access: "keys",
    counted: true,
    params: ById,
    body: json(UpdateProject),
    output: Project,
    status: 200,
    errors: [...refused],
  }),
  archiveProject: contract({
    id: "projects.archive",
    method: "DELETE",
    path: "/api/v1/projects/{id}",
    summary: "Archive a project: its keys still read and make nothing new",
    access: "keys",
    counted: true,
    params: ById,
    output: Project,
    status: 200,
    errors: ["insufficient_scope", "forbidden", "not_found"],
  }),
};
