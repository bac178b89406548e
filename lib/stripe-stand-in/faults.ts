/** What goes wrong on purpose, so that what must bear it can be tried: all off unless switched on. */
export interface Faults {
  /** `down` answers 503, `silent` accepts and never answers. Pages work all the same. */
  api: "up" | "down" | "silent";
  /** Added to each call. */
  latencyMs: number;
  /** How often each event is sent beyond once, all at the same time. */
  duplicates: number;
  /** The newest of those that wait goes first. */
  outOfOrder: boolean;
  /** How long each event waits before it is sent. */
  delayMs: number;
  /** Events are recorded and never sent: only who lists them finds them. */
  lost: boolean;
}

export const noFaults: Faults = {
  api: "up",
  latencyMs: 0,
  duplicates: 0,
  outOfOrder: false,
  delayMs: 0,
  lost: false,
};

/** Of a form or of JSON; what is not named stays. */
export function mergeFaults(before: Faults, given: Record<string, unknown>): Faults {
  const whole = (name: "latencyMs" | "duplicates" | "delayMs", max: number): number => {
    const value = Number(given[name] ?? before[name]);
    return Number.isInteger(value) && value >= 0 ? Math.min(value, max) : before[name];
  };
  const flag = (name: "outOfOrder" | "lost"): boolean =>
    name in given ? [true, "true", "on"].includes(given[name] as string | boolean) : before[name];
  const api = (["up", "down", "silent"] as const).find((value) => value === given.api);
  return {
    api: api ?? before.api,
    latencyMs: whole("latencyMs", 60_000),
    duplicates: whole("duplicates", 100),
    outOfOrder: flag("outOfOrder"),
    delayMs: whole("delayMs", 3_600_000),
    lost: flag("lost"),
  };
}
