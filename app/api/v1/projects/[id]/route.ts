import { refuse, route } from "@/lib/api";
import { archiveProject, getProject, updateProject } from "@/lib/privacy";
import { privacyContracts as c } from "@/lib/privacy/contract";

export const GET = route(c.getProject, ({ ctx, params }) => getProject(ctx, params.id));
export const PATCH = route(c.updateProject, ({ ctx, params, body }) => updateProject(ctx, params.id, body));
export const DELETE = route(c.archiveProject, ({ ctx, params }) => archiveProject(ctx, params.id));
export const { POST, PUT, OPTIONS } = refuse(GET, PATCH, DELETE);
