import { refuse, route } from "@/lib/api";
import { listLedger } from "@/lib/credits";
import { creditContracts as c } from "@/lib/credits/contract";

export const GET = route(c.ledger, ({ ctx, query }) => listLedger(ctx, query));
export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
