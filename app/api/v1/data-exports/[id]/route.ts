import { refuse, route } from "@/lib/api";
import { openExport } from "@/lib/privacy";
import { privacyContracts as c } from "@/lib/privacy/contract";
import { verifyLink } from "@/lib/storage";

export const GET = route(c.downloadExport, async ({ request, params }) => {
  verifyLink(request.url);
  return openExport(params.id, { peek: request.method === "HEAD" });
});
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
