import { refuse, route } from "@/lib/api";
import { engines } from "@/lib/api/meta";
import { metaContracts as c } from "@/lib/api/meta/contract";

export const GET = route(c.engines, async () => ({
  object: "list" as const,
  data: engines,
  has_more: false,
}));
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
