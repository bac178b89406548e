"use server";
import { z } from "zod";
import { action } from "@/lib/api/action";
import { getBalance } from "@/lib/credits";

export const getBalanceAction = action(z.strictObject({}), (ctx) => getBalance(ctx));
