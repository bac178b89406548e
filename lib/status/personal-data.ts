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
    {
      ...probes,
      table: "alerts",
      what: "What was wrong, and who of the staff was told and looked after it",
      purpose: "To have somebody look after what is wrong",
      retention: "alerts",
      erase: {
        does: "keep",
        why: "It says nothing of any customer; whoever looked after it is named by an id",
      },
      columns: {
        identity: ["id", "acknowledged_by"],
        contact: ["told_to"],
        usage: ["times_told", "told_at", "next_told_at", "acknowledged_at"],
        technical: ["subject", "summary", "desk", "started_at", "ended_at"],
      },
    },
  ],
});
