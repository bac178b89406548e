import { createHash } from "node:crypto";
import { cardFailure } from "./failure";
import type { CardFailure } from "./payment-things";

/** How a card behaves when it is charged. */
export type Behaviour =
  "pays" | "always_asks" | "asks_unless_set_up" | "disputes" | "fails_once_attached" | keyof typeof declines;

export const declines = {
  generic_decline: {
    code: "card_declined",
    decline_code: "generic_decline",
    message: "Your card was declined.",
  },
  insufficient_funds: {
    code: "card_declined",
    decline_code: "insufficient_funds",
    message: "Your card has insufficient funds.",
  },
  lost_card: { code: "card_declined", decline_code: "lost_card", message: "Your card was declined." },
  stolen_card: { code: "card_declined", decline_code: "stolen_card", message: "Your card was declined." },
  expired_card: { code: "expired_card", message: "Your card has expired." },
  incorrect_cvc: { code: "incorrect_cvc", message: "Your card's security code is incorrect." },
  processing_error: {
    code: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
  },
} satisfies Record<string, CardFailure>;

interface TestCard {
  behaviour: Behaviour;
  brand: string;
  /** What Stripe calls it where a call names it instead of a number. */
  token: string;
}

/** Stripe's test numbers. Only these are taken: a real number is refused before anything is made of it. */
const cards: Record<string, TestCard> = {
  "4242424242424242": { behaviour: "pays", brand: "visa", token: "pm_card_visa" },
  "5555555555554444": { behaviour: "pays", brand: "mastercard", token: "pm_card_mastercard" },
  "378282246310005": { behaviour: "pays", brand: "amex", token: "pm_card_amex" },
  "4000002760003184": {
    behaviour: "always_asks",
    brand: "visa",
    token: "pm_card_authenticationRequired",
  },
  "4000002500003155": {
    behaviour: "asks_unless_set_up",
    brand: "visa",
    token: "pm_card_authenticationRequiredOnSetup",
  },
  "4000000000000002": {
    behaviour: "generic_decline",
    brand: "visa",
    token: "pm_card_visa_chargeDeclined",
  },
  "4000000000009995": {
    behaviour: "insufficient_funds",
    brand: "visa",
    token: "pm_card_visa_chargeDeclinedInsufficientFunds",
  },
  "4000000000009987": {
    behaviour: "lost_card",
    brand: "visa",
    token: "pm_card_visa_chargeDeclinedLostCard",
  },
  "4000000000009979": {
    behaviour: "stolen_card",
    brand: "visa",
    token: "pm_card_visa_chargeDeclinedStolenCard",
  },
  "4000000000000069": {
    behaviour: "expired_card",
    brand: "visa",
    token: "pm_card_chargeDeclinedExpiredCard",
  },
  "4000000000000127": {
    behaviour: "incorrect_cvc",
    brand: "visa",
    token: "pm_card_chargeDeclinedIncorrectCvc",
  },
  "4000000000000119": {
    behaviour: "processing_error",
    brand: "visa",
    token: "pm_card_chargeDeclinedProcessingError",
  },
  "4000000000000259": { behaviour: "disputes", brand: "visa", token: "pm_card_createDispute" },
  "4000000000000341": {
    behaviour: "fails_once_attached",
    brand: "visa",
    token: "pm_card_chargeCustomerFail",
  },
};

export interface KnownCard extends TestCard {
  last4: string;
  fingerprint: string;
}

/** The only place that sees a number: it answers what may be kept of it. Throws a 402 for what is no test card. */
export function recognizeCard(number: string): KnownCard {
  const digits = number.replace(/[\s-]/g, "");
  const card = Object.hasOwn(cards, digits) ? cards[digits] : undefined;
  if (!/^\d{12,19}$/.test(digits))
    throw cardFailure({ code: "incomplete_number", message: "Your card number is incomplete." });
  if (!card)
    throw cardFailure({
      code: "card_declined",
      decline_code: "test_mode_live_card",
      message:
        "Only Stripe's test cards are taken here, such as 4242 4242 4242 4242. Nothing of this number was kept.",
    });
  return describe(digits, card);
}

export function cardByToken(token: string): KnownCard | undefined {
  const found = Object.entries(cards).find(([, card]) => card.token === token.replace(/^tok_/, "pm_card_"));
  return found && describe(...found);
}

const describe = (digits: string, card: TestCard): KnownCard => ({
  ...card,
  last4: digits.slice(-4),
  fingerprint: createHash("sha256").update(`stand-in:${card.token}`).digest("base64url").slice(0, 16),
});
