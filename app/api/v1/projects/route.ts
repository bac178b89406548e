import { refuse, route } from "@/lib/api";
import { createProject, listProjects } from "@/lib/privacy";
import { privacyContracts as c } from "@/lib/privacy/contract";

export const GET = route(c.listProjects, ({ ctx }) => listProjects(ctx));
export const POST = route(c.createProject, ({ ctx, body }) => createProject(ctx, body));
export const { PUT, PATCH, DELETE, OPTIONS } = refuse(GET, POST);
