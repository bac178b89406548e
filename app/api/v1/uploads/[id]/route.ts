import { refuse, route } from "@/lib/api";
import { deleteUpload, getUpload } from "@/lib/uploads";
import { uploadContracts as c } from "@/lib/uploads/contract";

export const GET = route(c.get, ({ ctx, params }) => getUpload(ctx, params.id));
export const DELETE = route(c.delete, ({ ctx, params }) => deleteUpload(ctx, params.id));
export const { POST, PUT, PATCH, OPTIONS } = refuse(GET, DELETE);
