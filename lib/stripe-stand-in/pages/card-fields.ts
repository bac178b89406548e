import { cardFailure } from "../failure";
import type { Params } from "../params";
import { takeCard } from "../payment-methods";
import type { BillingDetails, PaymentMethod } from "../payment-things";
import type { World } from "../world";
import { html, type Html } from "./html";

export const cardFields = (): Html =>
  html`<label
      >Card number
      <input
        name="number"
        inputmode="numeric"
        autocomplete="off"
        placeholder="4242 4242 4242 4242"
        maxlength="30"
        required
    /></label>
    <div class="two">
      <label
        >Expires (MM/YY)
        <input
          name="expiry"
          inputmode="numeric"
          autocomplete="off"
          placeholder="12/34"
          maxlength="7"
          required
      /></label>
      <label
        >CVC
        <input name="cvc" inputmode="numeric" autocomplete="off" placeholder="123" maxlength="4" required
      /></label>
    </div>
    <p class="soft">
      Only Stripe's test cards: 4242 4242 4242 4242 pays, 4000 0027 6000 3184 asks the bank, 4000 0000 0000
      0002 is declined.
    </p>`;

/** Reads and checks what {@link cardFields} asks. The number and the code end here. */
export function readCard(
  world: World,
  params: Params,
  details: Partial<BillingDetails>,
  now = world.now(),
): PaymentMethod {
  const expiry = /^\s*(\d{1,2})\s*\/\s*(?:20)?(\d{2})\s*$/.exec(params.text("expiry") ?? "");
  const month = Number(expiry?.[1]);
  const year = 2000 + Number(expiry?.[2]);
  if (!expiry || month < 1 || month > 12)
    throw cardFailure({
      code: "invalid_expiry_month",
      message: "Your card's expiration date is incomplete. Write it as 12/34.",
    });
  if (Date.UTC(year, month) / 1000 <= now)
    throw cardFailure({
      code: "invalid_expiry_year",
      message: "Your card's expiration date is in the past.",
    });
  if (!/^\d{3,4}$/.test(params.text("cvc") ?? ""))
    throw cardFailure({ code: "incomplete_cvc", message: "Your card's security code is incomplete." });
  return takeCard(world, { number: params.text("number") ?? "", expMonth: month, expYear: year, details });
}

export const nameOfCard = ({ card }: PaymentMethod): string =>
  `${card.brand} ···· ${card.last4}, ${String(card.exp_month).padStart(2, "0")}/${card.exp_year % 100}`;
