/** Figures and times as people read them. All are the same on the server and in the browser. */

const formatters = new Map<string, ReturnType<typeof makeFormatters>>();

export const formatNumber = (value: number, language = "en"): string =>
  formattersFor(language).numbers.format(value);
export const formatDate = (iso: string, language = "en"): string =>
  formattersFor(language).dates.format(new Date(iso));
export const formatMoment = (iso: string, language = "en"): string =>
  `${formattersFor(language).moments.format(new Date(iso))} UTC`;
export const formatDollars = (cents: number, language = "en"): string =>
  formattersFor(language).dollars.format(cents / 100);

function formattersFor(language: string) {
  const known = formatters.get(language) ?? makeFormatters(language);
  formatters.set(language, known);
  return known;
}

function makeFormatters(language: string) {
  return {
    numbers: new Intl.NumberFormat(language),
    dollars: new Intl.NumberFormat(language, { style: "currency", currency: "USD" }),
    dates: new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }),
    moments: new Intl.DateTimeFormat(language, {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZone: "UTC",
    }),
  };
}

export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function formatMinutes(minutes: number): string {
  if (minutes < 60) return `${Math.round(minutes)} min`;
  const rest = Math.round(minutes % 60);
  return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ""}`;
}

export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const rest = Math.round(seconds % 60);
  return `${Math.floor(seconds / 60)} min${rest ? ` ${rest} s` : ""}`;
}

/** How long ago, coarsely: `just now`, `5 min ago`, `3 h ago`, `2 days ago`, then the date. */
export function formatAgo(iso: string, now: number): string {
  const minutes = Math.floor((now - new Date(iso).getTime()) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  const days = Math.floor(minutes / 1440);
  return days < 14 ? `${days} day${days === 1 ? "" : "s"} ago` : formatDate(iso);
}
