import { z } from "zod";
import type { StatusComponent } from "./components";

/** Shapes that pages show, and what they send. Times are ISO-8601. */

export const AlertRef = z.strictObject({ id: z.string().regex(/^alt_[0-9A-Za-z]{22}$/) });
export type AlertRef = z.infer<typeof AlertRef>;

export type AlertDesk = "operator" | "privacy";

export interface Alert {
  id: string;
  subject: string;
  summary: string;
  /** Whose it is to acknowledge. */
  desk: AlertDesk;
  started_at: string;
  times_told: number;
  /** The mailboxes of the last time, shortened. */
  told_to: string[];
  told_at: string | null;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  ended_at: string | null;
}

export type ComponentState = "works" | "fails" | "unknown";

export interface StatusDay {
  /** Such as 2026-11-27, in UTC. */
  day: string;
  probes: number;
  failures: number;
}

export interface ComponentStatus {
  component: StatusComponent;
  name: string;
  state: ComponentState;
  latencyMs: number | null;
  /** Share of the probes that worked, 0-1; null where there were none. */
  uptime: number | null;
  /** Ninety, the oldest first; a day without a probe has none. */
  days: StatusDay[];
}

export interface ServiceStatus {
  state: ComponentState;
  components: ComponentStatus[];
  /** The newest first. */
  outages: {
    id: string;
    component: StatusComponent;
    name: string;
    startedAt: string;
    endedAt: string | null;
  }[];
}
