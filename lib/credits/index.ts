/**
 * Prepaid credits, as an append-only ledger. The balance is the sum of its entries and never below zero, whoever asks
 * at once. A generation reserves what it will cost; finishing settles it, failing or cancelling releases it, exactly one
 * of the two and only once: every entry carries a unique cause, so a retry moves nothing.
 */
export { getBalance } from "./get-balance";
export { grantCredits, type Grant } from "./grant-credits";
export { listLedger } from "./list-ledger";
export { lockBalance } from "./move-credits";
export { releaseCredits } from "./release-credits";
export { requireCredits } from "./require-credits";
export { reserveCredits, reserveSteps, type Reservation } from "./reserve-credits";
export { settleCredits } from "./settle-credits";
export { signUp, WELCOME_CREDITS } from "./sign-up";
export * from "./schema";
