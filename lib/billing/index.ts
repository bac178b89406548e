/**
 * Money in, exact credits out. What a payment brings follows from what Stripe says of it now, never from the order, the
 * number or the truth of what came in: an event is stored once and read anew, a payment is granted once, and what never
 * arrived is found by the hour. Credits that were spent before their money went back are owed in the open. Cards are
 * Stripe's alone. Nothing here knows which server answers for Stripe.
 */
export {
  addTaxId,
  getBillingDetails,
  removeTaxId,
  updateBillingDetails,
  type ShownDetails,
} from "./billing-details";
export { buyPack } from "./buy-pack";
export { cancelPlan, changePlan, type PlanChange } from "./change-plan";
export { choosePlan } from "./choose-plan";
export {
  getSpendingControl,
  updateMemberCap,
  updateSpendingControl,
  type ShownControl,
} from "./spending-control";
export { getBilling, type Billing } from "./get-billing";
export { listInvoices, listPayments } from "./list-payments";
export { chooseDefault, listPaymentMethods, removePaymentMethod } from "./payment-methods";
export { openCardSetup, openPortal } from "./portal-session";
export { printStatement } from "./print-statement";
export { receiveEvent } from "./receive-event";
export { refundPayment, RETURN_DAYS } from "./refund-payment";
export { settleCheckout } from "./settle-checkout";
export { sellsCredits } from "./stripe";
export { syncCatalogue } from "./sync-catalogue";
export { guardOfVault, readRecords, type ReprintedRecord } from "./vault-guard";
export * from "./schema";
