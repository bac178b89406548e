import { refuse, route } from "@/lib/api";
import { clientAddress } from "@/lib/api/client-address";
import { getConsents, setConsents } from "@/lib/privacy";
import { privacyContracts as c } from "@/lib/privacy/contract";

export const GET = route(c.getConsents, ({ ctx }) => getConsents(ctx));
export const PUT = route(c.setConsents, ({ ctx, body, request }) =>
  setConsents(ctx, body, clientAddress(request.headers)),
);
export const { POST, PATCH, DELETE, OPTIONS } = refuse(GET, PUT);
