/**
 * Prepaid credits, as an append-only ledger. The balance is the sum of its entries and never below zero, whoever asks
 * at once. A generation reserves what it will cost; finishing settles it, failing or cancelling releases it, exactly one
 * of the two and only once: every entry carries a unique cause, so a retry moves nothing. What a plan brings
 * expires; what expires soonest is spent first, and what was bought last, which never expires. What is taken back after it
 * was spent is owed, in the open, and paid by the next credits.
 */
export { adjustCredits } from "./adjust-credits";
export { describeBalance } from "./describe-balance";
export { forecastCredits, type Forecast } from "./forecast-credits";
export { getBalance } from "./get-balance";
export { grantCredits, type Grant } from "./grant-credits";
export { listDailyBalances, type DailyBalance } from "./list-daily-balances";
export { getStatement, listStatementMonths, statementTable } from "./get-statement";
export { listSpentByDay } from "./list-spent-by-day";
export { listLedger } from "./list-ledger";
export { lockAccount, lockBalance } from "./move-credits";
export { toLedgerEntry } from "./record";
export { releaseCredits } from "./release-credits";
export { requireCredits } from "./require-credits";
export { reserveCredits, reserveSteps, type Reservation } from "./reserve-credits";
export { settleLots } from "./settle-lots";
export { giveAgain, takeBackCredits, type TakenBack } from "./take-back-credits";
export { settleCredits } from "./settle-credits";
export { confirmSignUp, requestSignUp, signUp, WELCOME_CREDITS } from "./sign-up";
export * from "./schema";
