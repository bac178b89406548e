import { refuse, route } from "@/lib/api";
import { createUpload, listUploads } from "@/lib/uploads";
import { uploadContracts as c } from "@/lib/uploads/contract";

export const POST = route(c.create, ({ ctx, body }) => createUpload(ctx, body));
export const GET = route(c.list, ({ ctx, query }) => listUploads(ctx, query));
export const { PUT, PATCH, DELETE, OPTIONS } = refuse(POST, GET);
