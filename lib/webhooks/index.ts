/**
 * What happened, told to whoever wants to know. An event is written in the transaction that made it happen, so there is
 * never an event without its cause nor a cause without its event. Its deliveries are planned in the same transaction,
 * signed by the Standard Webhooks specification, tried ten times within 84 hours, and never sent into a private network.
 */
export { createEndpoint } from "./create-endpoint";
export { deleteEndpoint } from "./delete-endpoint";
export { findCallbacks } from "./find-callbacks";
export { getEndpoint } from "./get-endpoint";
export { listDeliveries } from "./list-deliveries";
export { listEndpoints } from "./list-endpoints";
export { eventSteps, recordEvent, type NewEvent } from "./record-event";
export { redeliver } from "./redeliver";
export { rotateEndpointSecret } from "./rotate-endpoint-secret";
export { sendTestEvent } from "./send-test-event";
export { acceptWebhookUrl, getSigningSecret, rotateSigningSecret } from "./signing-secret";
export { checkWebhookUrl } from "./check-webhook-url";
export { updateEndpoint } from "./update-endpoint";
export * from "./schema";
