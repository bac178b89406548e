export const EVENT_JOB = "billing.event";
export const REFUND_JOB = "billing.refund";
export const RECONCILE_JOB = "billing.reconcile";
export const WATCH_JOB = "billing.watch";
export const TOP_UP_JOB = "billing.top_up";
export const PLANS_JOB = "billing.plans";

/** A day and a half with Stripe away; what is left then is found by the hour. */
export const EVENT_ATTEMPTS = 15;
export const REFUND_ATTEMPTS = 20;
