import { clock } from "@/lib/core/clock";
import { AppError } from "@/lib/core/errors";
import type { AgeAnswer } from "./schema";

const LEAST_AGE = 13;

/**
 * From which age people agree to the processing of their data themselves, where that is not 13: Article 8 GDPR as each
 * member state has set it, and the like elsewhere.
 */
const agesByCountry: Record<string, number> = {
  ...{ AT: 14, BG: 14, CN: 14, CY: 14, ES: 14, IT: 14, KR: 14, LT: 14 },
  ...{ CZ: 15, DK: 15, FR: 15, GR: 15, SI: 15 },
  ...{ DE: 16, HR: 16, HU: 16, IE: 16, LI: 16, LU: 16, NL: 16, PL: 16, RO: 16, SK: 16 },
};

export const leastAge = (country: string): number => agesByCountry[country] ?? LEAST_AGE;

/** Throws `forbidden` for whoever may not agree to it by themselves yet. Keeps nothing, and says no age. */
export function requireOldEnough({ birth_date, country }: AgeAnswer): void {
  if (ageOf(birth_date) >= leastAge(country)) return;
  throw tooYoung();
}

/** Says no age, which would teach what to answer. */
export const tooYoung = (): AppError =>
  new AppError("forbidden", "You cannot open an account by yourself. Nothing of what you wrote was kept.");

/** Whole years on today's date in UTC; who was born on 29 February has the birthday on 1 March in other years. */
export function ageOf(birthDate: string): number {
  const [year, month, day] = birthDate.split("-").map(Number);
  const today = clock.now();
  const had =
    today.getUTCMonth() + 1 > month || (today.getUTCMonth() + 1 === month && today.getUTCDate() >= day);
  return today.getUTCFullYear() - year - (had ? 0 : 1);
}
