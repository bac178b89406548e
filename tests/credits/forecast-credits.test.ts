import { beforeAll, describe, expect, it } from "vitest";
import {
  forecastCredits,
  listDailyBalances,
  listSpentByDay,
  reserveCredits,
  type CreditLot,
} from "@/lib/credits";
import { transaction } from "@/lib/db";
import { freshDatabase } from "../support/database";
import { makeAccount } from "../support/make-account";

beforeAll(async () => {
  await freshDatabase();
});

const today = new Date("2027-03-14T12:00:00Z");
const lot = (credits: number, expires_at: string | null = null): CreditLot => ({
  source: "pack",
  credits,
  expires_at,
});

describe("forecastCredits", () => {
  it("says on which day nothing is left", () => {
    const { perDay, runsOutOn, ahead } = forecastCredits([lot(100)], [20, 20, 20], today);
    expect([perDay, runsOutOn]).toEqual([20, "2027-03-19"]);
    expect(ahead.map(({ credits }) => credits)).toEqual([100, 80, 60, 40, 20, 0]);
  });

  it("counts what expires unspent", () => {
    const plan = lot(1000, "2027-03-16T00:00:00Z");
    const { ahead, runsOutOn, expiring } = forecastCredits([plan, lot(30)], [10], today);
    expect(expiring).toBe(990);
    expect(ahead.slice(0, 5).map(({ credits }) => credits)).toEqual([1030, 1020, 20, 10, 0]);
    expect(runsOutOn).toBe("2027-03-18");
  });

  it("counts newer days more, and no day below nothing", () => {
    const rising = forecastCredits([lot(100)], [0, 0, 0, 0, 0, 0, 0, 20], today).perDay;
    const falling = forecastCredits([lot(100)], [20, 0, 0, 0, 0, 0, 0, 0], today).perDay;
    expect([rising > 20 / 8, falling < 20 / 8, falling > 0]).toEqual([true, true, true]);
    expect(forecastCredits([lot(100)], [-50, 10], today).perDay).toBeLessThan(10);
  });

  it("promises nothing beyond a year, and nothing to those who use nothing", () => {
    expect(forecastCredits([lot(1_000_000)], [1], today).runsOutOn).toBeNull();
    const idle = forecastCredits([lot(5)], [], today);
    expect([idle.perDay, idle.runsOutOn, idle.ahead.length]).toEqual([0, null, 31]);
    expect(forecastCredits([], [], today).runsOutOn).toBe("2027-03-14");
  });
});

describe("listDailyBalances", () => {
  it("ends with the balance of now, begins before the first movement, and sees no other organization", async () => {
    const { ctx, organizationId } = await makeAccount({ credits: 100 });
    await makeAccount({ credits: 7 });
    await transaction(ctx, (tx) =>
      reserveCredits(tx, { organizationId, generationId: "gen_forecast", amount: 30, reason: "Test" }),
    );
    const days = await listDailyBalances(ctx, { days: 3 });
    expect(days.map(({ credits }) => credits)).toEqual([0, 0, 70]);
    expect(await listSpentByDay(ctx, 3)).toEqual([0, 0, 30]);
    expect(days[2].day).toBe(new Date().toISOString().slice(0, 10));
  });
});
