import { refuse, route } from "@/lib/api";
import { describeBalance } from "@/lib/credits";
import { creditContracts as c } from "@/lib/credits/contract";

export const GET = route(c.balance, ({ ctx }) => describeBalance(ctx));

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
