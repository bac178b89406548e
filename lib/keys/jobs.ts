import type { RetentionRule } from "@/lib/core/retention";
import { rowRule } from "@/lib/db";

const KEPT_HOURS = 365 * 24;

export const keyRetention: readonly RetentionRule[] = [
  rowRule({
    id: "key_networks",
    what: "The networks that keys were used from, each with the last address there",
    keptHours: () => KEPT_HOURS,
    countedFrom: "The last use from the network",
    removes: "The network and its address",
    table: "key_networks",
    due: `last_used_at < $1::timestamptz - interval '${KEPT_HOURS} hours'`,
    organization: "(SELECT organization_id FROM api_keys WHERE id = api_key_id)",
  }),
];
