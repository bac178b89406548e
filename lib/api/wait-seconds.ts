const MAX_WAIT_SECONDS = 60;

/** The seconds of RFC 7240's `wait`, at most 60; 0 where it is absent or no whole number. */
export function waitSeconds(prefer: string | null): number {
  const wanted = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,6})"?(?=$|[,;\s])/i.exec(prefer ?? "")?.[1];
  return Math.min(MAX_WAIT_SECONDS, Number(wanted ?? 0));
}
