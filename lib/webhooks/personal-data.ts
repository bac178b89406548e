import { personalRoom } from "@/lib/db";

const webhooks = {
  subject: "account_holder",
  purpose: "To tell customers' servers what happened",
  basis: "contract",
  retention: "events",
  erase: { does: "delete" },
} as const;
const secret = "It signs in the customer's name; it was shown when it was made";

export const webhooksData = personalRoom({
  room: "webhooks",
  tables: [
    {
      ...webhooks,
      table: "webhook_endpoints",
      what: "Where an organization wants to be told",
      retention: "webhook_endpoints",
      find: { organization: "organization_id" },
      columns: {
        identity: ["id", "organization_id"],
        credential: ["sealed_secret", "previous_secret"],
        settings: ["url", "description", "event_types", "ad_hoc", "previous_expires_at"],
        usage: ["disabled_at", "disabled_reason", "last_success_at", "created_at"],
      },
      withheld: { sealed_secret: secret, previous_secret: secret },
    },
    {
      ...webhooks,
      table: "events",
      what: "What happened",
      find: { organization: "organization_id" },
      columns: {
        identity: ["id", "organization_id", "subject_id"],
        content: ["data"],
        usage: ["type", "created_at"],
      },
    },
    {
      ...webhooks,
      table: "webhook_deliveries",
      what: "Events on their way to endpoints",
      find: { organization: "organization_id" },
      columns: {
        identity: ["id", "organization_id", "endpoint_id", "event_id"],
        settings: ["url"],
        usage: ["event_type", "status", "attempts", "next_attempt_at", "created_at", "completed_at"],
        technical: ["schedule_start"],
      },
    },
    {
      ...webhooks,
      table: "webhook_attempts",
      what: "Each try of a delivery, and what came back",
      find: { within: { table: "webhook_deliveries", column: "delivery_id" } },
      columns: {
        identity: ["delivery_id"],
        usage: ["number", "at", "duration_ms", "status_code"],
        content: ["error", "answer"],
      },
    },
  ],
});
