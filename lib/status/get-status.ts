import { clock } from "@/lib/core/clock";
import { db } from "@/lib/db";
import { componentNames, statusComponents, type StatusComponent } from "./components";
import type { ComponentState, ComponentStatus, ServiceStatus } from "./schema";

export const STATUS_DAYS = 90;
const DAY_MS = 86_400_000;
/** Two probes missed: whoever probes is gone, so nobody knows. */
const STALE_AFTER_MS = 180_000;

/** What works now, and how it was over ninety days, from the probes of each minute. Public. */
export async function getStatus(): Promise<ServiceStatus> {
  const now = clock.now().getTime();
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  const days = Array.from({ length: STATUS_DAYS }, (_, index) => today - (STATUS_DAYS - 1 - index) * DAY_MS);
  const since = new Date(days[0]);
  const [states, counts, outages] = await Promise.all([
    db().probeState.findMany(),
    db().probeDay.findMany({ where: { day: { gte: since } } }),
    db().outage.findMany({
      where: { OR: [{ endedAt: null }, { endedAt: { gte: since } }] },
      orderBy: { startedAt: "desc" },
    }),
  ]);
  const components = componentNames.map((component): ComponentStatus => {
    const last = states.find((each) => each.component === component);
    const own = new Map(
      counts.filter((each) => each.component === component).map((each) => [each.day.getTime(), each]),
    );
    return {
      component,
      name: statusComponents[component],
      state: !last || now - last.checkedAt.getTime() > STALE_AFTER_MS ? "unknown" : stateOf(last.works),
      latencyMs: last?.latencyMs ?? null,
      uptime: uptimeOf([...own.values()]),
      days: days.map((at) => ({
        day: new Date(at).toISOString().slice(0, 10),
        probes: own.get(at)?.probes ?? 0,
        failures: own.get(at)?.failures ?? 0,
      })),
    };
  });
  return {
    state: worstOf(components),
    components,
    outages: outages.map(({ id, component, startedAt, endedAt }) => ({
      id,
      component: component as StatusComponent,
      name: statusComponents[component as StatusComponent] ?? component,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    })),
  };
}

const stateOf = (works: boolean): ComponentState => (works ? "works" : "fails");

function uptimeOf(days: readonly { probes: number; failures: number }[]): number | null {
  const probes = days.reduce((sum, each) => sum + each.probes, 0);
  const failures = days.reduce((sum, each) => sum + each.failures, 0);
  return probes > 0 ? 1 - failures / probes : null;
}

function worstOf(components: readonly ComponentStatus[]): ComponentState {
  for (const state of ["fails", "unknown"] as const)
    if (components.some((each) => each.state === state)) return state;
  return "works";
}
