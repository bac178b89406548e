import { refuse, route } from "@/lib/api";
import { readDownload } from "@/lib/api/wire";
import { wireContracts as c } from "@/lib/api/wire/contract";

export const GET = route(c.download, ({ ctx, params }) => readDownload(ctx, params.uid));
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
