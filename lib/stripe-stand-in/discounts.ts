import { invalid } from "./failure";
import type { Params } from "./params";
import type { Coupon, Discount, PromotionCode } from "./thing";
import { newId, type World } from "./world";

/** The promotion code that a person typed, or that a call names; throws a 400 where it cannot be used. */
export function requirePromotionCode(
  world: World,
  found: PromotionCode | undefined,
  param: string,
): PromotionCode {
  const now = world.now();
  const usable =
    found?.active &&
    (found.expires_at === null || found.expires_at > now) &&
    (found.max_redemptions === null || found.times_redeemed < found.max_redemptions);
  if (!found || !usable) throw invalid("This promotion code is invalid.", param, "promotion_code_invalid");
  requireCoupon(world, world.store.find("coupon", found.promotion.coupon), param);
  return found;
}

export function requireCoupon(world: World, coupon: Coupon | undefined, param: string): Coupon {
  if (!coupon) throw invalid("No such coupon", param, "resource_missing");
  if (!coupon.valid || (coupon.redeem_by !== null && coupon.redeem_by < world.now()))
    throw invalid(`Coupon expired: ${coupon.id}`, param, "coupon_expired");
  return coupon;
}

export interface NamedDiscount {
  coupon: string;
  promotionCode: string | null;
}

/** `discounts[0][coupon]` or `[promotion_code]`; undefined where the call names none. */
export function readDiscount(world: World, params: Params): NamedDiscount | undefined {
  const [first] = params.each("discounts");
  if (!first) return undefined;
  if (first.has("promotion_code")) {
    const id = first.required("promotion_code");
    const code = requirePromotionCode(world, world.store.find("promotion_code", id), "discounts");
    return { coupon: code.promotion.coupon, promotionCode: code.id };
  }
  const coupon = requireCoupon(world, world.store.find("coupon", first.required("coupon")), "discounts");
  return { coupon: coupon.id, promotionCode: null };
}

/** Counts as a redemption of the coupon and of the code. */
export function redeem(
  world: World,
  { coupon: id, promotionCode }: NamedDiscount,
  owner: { customer: string | null; subscription?: string; session?: string },
): Discount {
  const coupon = world.store.get("coupon", id);
  const times = coupon.times_redeemed + 1;
  world.store.update("coupon", id, {
    times_redeemed: times,
    valid: coupon.valid && (coupon.max_redemptions === null || times < coupon.max_redemptions),
  });
  if (promotionCode) {
    const code = world.store.get("promotion_code", promotionCode);
    world.store.update("promotion_code", promotionCode, { times_redeemed: code.times_redeemed + 1 });
  }
  const start = world.nowOf(owner.customer);
  return world.store.put("discount", {
    id: newId("di"),
    object: "discount",
    checkout_session: owner.session ?? null,
    customer: owner.customer,
    customer_account: null,
    end: coupon.duration === "repeating" ? addMonths(start, coupon.duration_in_months ?? 1) : null,
    invoice: null,
    invoice_item: null,
    promotion_code: promotionCode,
    source: { type: "coupon", coupon: id },
    start,
    subscription: owner.subscription ?? null,
    subscription_item: null,
  });
}

/** In cents, never more than `subtotal`. */
export function discountOn(coupon: Coupon | undefined, subtotal: number): number {
  if (!coupon || subtotal <= 0) return 0;
  const off = coupon.amount_off ?? Math.round((subtotal * (coupon.percent_off ?? 0)) / 100);
  return Math.min(off, subtotal);
}

/** Seconds; the last day of a shorter month where the day does not exist. */
export function addMonths(time: number, months: number): number {
  const from = new Date(time * 1000);
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(from.getUTCMonth() + months);
  const days = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(from.getUTCDate(), days));
  return Math.floor(to.getTime() / 1000);
}
