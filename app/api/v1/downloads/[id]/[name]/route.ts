import { refuse, route } from "@/lib/api";
import { openDownload } from "@/lib/generations";
import { generationContracts as c } from "@/lib/generations/contract";
import { verifyLink } from "@/lib/storage";

export const GET = route(c.download, async ({ request, params }) => {
  verifyLink(request.url);
  return openDownload(params.id, params.name, { peek: request.method === "HEAD" });
});
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
