const DAY_MS = 86_400_000;

export const lifetimes = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
  { value: "730", label: "2 years" },
];

/** The moment that lies so many days ahead. */
export const inDays = (days: string): string => new Date(Date.now() + Number(days) * DAY_MS).toISOString();
