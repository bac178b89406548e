import { refuse, route } from "@/lib/api";
import { metaContracts as c } from "@/lib/api/meta/contract";
import document from "@/public/openapi.json";

export const GET = route(c.openapi, async () => document);
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
