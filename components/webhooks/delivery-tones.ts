import type { Tone } from "@/components/ui/badge";
import type { WebhookDelivery } from "@/lib/webhooks/schema";

export const deliveryTones: Record<WebhookDelivery["status"], Tone> = {
  pending: "info",
  delivered: "success",
  failed: "danger",
};
