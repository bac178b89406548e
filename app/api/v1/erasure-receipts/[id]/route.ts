import { refuse, route } from "@/lib/api";
import { openErasureReceipt } from "@/lib/privacy";
import { privacyContracts as c } from "@/lib/privacy/contract";
import { verifyLink } from "@/lib/storage";

export const GET = route(c.erasureReceipt, ({ request, params }) => {
  verifyLink(request.url);
  return openErasureReceipt(params.id);
});
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
