import { refuse, route } from "@/lib/api";
import { getBalance } from "@/lib/credits";
import { creditContracts as c } from "@/lib/credits/contract";

export const GET = route(c.balance, async ({ ctx }) => {
  return { object: "balance" as const, credits: await getBalance(ctx) };
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = refuse(GET);
