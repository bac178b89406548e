import { stripeRoute } from "@/lib/api/stripe-events";

/** Where Stripe sends its events: no call of the public API. */
export const POST = stripeRoute;
