export const DELIVER_JOB = "webhook.deliver";

/** Crashes of a worker that a single try survives; what a receiver answers has a schedule of its own. */
export const DELIVER_CRASHES = 5;

/** One job for each numbered try of a delivery. */
export const deliverJobKey = (deliveryId: string, number: number): string =>
  `${DELIVER_JOB}:${deliveryId}:${number}`;
