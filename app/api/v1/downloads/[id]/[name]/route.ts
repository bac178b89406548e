import { refuse, route } from "@/lib/api";
import { openDownload } from "@/lib/generations";
import { generationContracts as c } from "@/lib/generations/contract";
import { verifyLink } from "@/lib/storage";

export const GET = route(c.download, async ({ request, params, query }) => {
  // A file's name may follow in the address, for programs that go by its ending; it is not part of what was signed.
  verifyLink({ path: `/api/v1/downloads/${params.id}/${params.name}`, ...query });
  return openDownload(params.id, params.name, { peek: request.method === "HEAD" });
});
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
