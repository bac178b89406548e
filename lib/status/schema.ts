/** Shapes that pages show. Times are ISO-8601. */
import type { StatusComponent } from "./components";

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
