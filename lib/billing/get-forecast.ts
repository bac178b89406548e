import { clock } from "@/lib/core/clock";
import { describeBalance, listSpentByDay } from "@/lib/credits";
import type { Context } from "@/lib/db";
import { forecast, type Forecast } from "./forecast";

const LOOKS_BACK_DAYS = 30;

/** When the organization's credits run out at the pace of its last thirty days. Whoever belongs to it may look. */
export async function getForecast(ctx: Context): Promise<Forecast> {
  const [{ lots }, spentByDay] = await Promise.all([
    describeBalance(ctx),
    listSpentByDay(ctx, LOOKS_BACK_DAYS),
  ]);
  return forecast({ lots, spentByDay, now: clock.now() });
}
