import { personalRoom } from "@/lib/db";

const probes = {
  subject: "nobody",
  purpose: "To show whether the service works",
  basis: "none",
  retention: "probes",
  erase: { does: "keep", why: "It says nothing of any person" },
} as const;

export const statusData = personalRoom({
  room: "status",
  tables: [
    {
      ...probes,
      table: "probe_states",
      what: "How each part of the service was found last",
      columns: { technical: ["component", "works", "latency_ms", "checked_at", "failing_since"] },
    },
    {
      ...probes,
      table: "probe_days",
      what: "How each part fared by day",
      columns: { technical: ["component", "day", "probes", "failures", "slowest_ms"] },
    },
    {
      ...probes,
      table: "outages",
      what: "Times in which a part did not work",
      columns: { technical: ["id", "component", "started_at", "ended_at"] },
    },
  ],
});
