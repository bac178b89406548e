import { Badge } from "@/components/ui/badge";
import type { WebhookEndpoint } from "@/lib/webhooks/schema";

const reasons = {
  by_hand: "Switched off",
  gone: "Off: it answered 410",
  failing: "Off: nothing arrived for days",
};

export function EndpointState({
  enabled,
  disabled_reason,
}: Pick<WebhookEndpoint, "enabled" | "disabled_reason">) {
  if (enabled) return <Badge tone="success">On</Badge>;
  return (
    <Badge tone={disabled_reason === "by_hand" ? "neutral" : "danger"}>
      {reasons[disabled_reason ?? "by_hand"]}
    </Badge>
  );
}
