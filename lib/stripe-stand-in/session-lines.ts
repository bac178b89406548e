import { discountOn } from "./discounts";
import type { CheckoutSession } from "./session-things";
import type { Listing, Thing } from "./thing";
import type { World } from "./world";

/** What a checkout session sells, with its share of the discount; the last line takes what rounding leaves. */
export function sessionLines(world: World, session: CheckoutSession): Listing<Thing> {
  const coupon = world.store.find("coupon", session._coupon);
  const subtotals = session._lines.map(({ price, quantity }) => price.unit_amount * quantity);
  const subtotal = subtotals.reduce((sum, amount) => sum + amount, 0);
  let left = discountOn(coupon, subtotal);
  const data = session._lines.map(({ price, quantity }, index) => {
    const share =
      index === session._lines.length - 1
        ? left
        : discountOn(coupon && { ...coupon, amount_off: null }, subtotals[index]);
    left -= share;
    return {
      id: `li_${session.id.slice(-14)}${index}`,
      object: "item",
      adjustable_quantity: null,
      amount_discount: share,
      amount_subtotal: subtotals[index],
      amount_tax: 0,
      amount_total: subtotals[index] - share,
      currency: price.currency,
      description: world.store.get("product", price.product).name,
      metadata: {},
      price,
      quantity,
    };
  });
  return { object: "list", data, has_more: false, url: `/v1/checkout/sessions/${session.id}/line_items` };
}
