import { personalRoom } from "@/lib/db";

const usage = {
  subject: "account_holder",
  purpose: "To show what the API was used for, and to find faults",
  basis: "contract",
  retention: "request_log",
  find: { organization: "organization_id" },
  erase: { does: "delete" },
} as const;

export const usageData = personalRoom({
  room: "usage",
  tables: [
    {
      ...usage,
      table: "api_requests",
      key: ["id", "created_at"],
      what: "The request log: one line a call with its settings and where it came from, never a body or a key",
      columns: {
        identity: ["id", "organization_id", "api_key_id", "generation_id"],
        usage: ["method", "endpoint", "status_code", "error_code", "duration_ms", "created_at"],
        settings: ["parameters"],
        technical: ["ip_address", "user_agent"],
        financial: ["credits_used"],
      },
    },
    {
      ...usage,
      table: "usage_days",
      what: "Sums of the request log by day and key",
      retention: "usage_days",
      columns: {
        identity: ["organization_id", "api_key_id"],
        usage: ["day", "status_code", "requests"],
        financial: ["credits"],
      },
    },
  ],
});
