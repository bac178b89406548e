/**
 * A local stand-in for Stripe, for development and tests: the calls of its API that PrintPal makes, in the shapes of the
 * version that the SDK speaks, with pages to pay on, signed events and a clock that can be moved. No money, no card
 * numbers. Nothing of the product imports it; the launcher starts it where no key of Stripe is set.
 */
export { startStandIn, type StandIn, type StandInOptions } from "./start-stand-in";
