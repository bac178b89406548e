import { refuse, route } from "@/lib/api";
import { openConverted } from "@/lib/prints";
import { printContracts as c } from "@/lib/prints/contract";
import { verifyLink } from "@/lib/storage";

export const GET = route(c.downloadConversion, async ({ request, params }) => {
  verifyLink(request.url);
  return openConverted(params.id);
});
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
