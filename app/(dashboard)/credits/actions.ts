"use server";
import { z } from "zod";
import { action } from "@/lib/api/action";
import {
  addTaxId,
  BillingDetails,
  buyPack,
  BuyPack,
  cancelPlan,
  changePlan,
  ChangePlan,
  chooseDefault,
  choosePlan,
  ChoosePlan,
  MemberCap,
  openCardSetup,
  openPortal,
  refundPayment,
  RefundPayment,
  removePaymentMethod,
  removeTaxId,
  SpendingControl,
  TaxId,
  updateBillingDetails,
  updateMemberCap,
  updateSpendingControl,
} from "@/lib/billing";
import { getBalance } from "@/lib/credits";

const Nothing = z.strictObject({});
const ById = z.strictObject({ id: z.string().max(64) });

export const getBalanceAction = action(Nothing, (ctx) => getBalance(ctx));

export const buyPackAction = action(BuyPack, (ctx, request) => buyPack(ctx, request));

/** Whoever finds a session open must not turn what it pays, what it pays with, or what its invoices say. */
const proved = { proved: true };

export const choosePlanAction = action(ChoosePlan, (ctx, request) => choosePlan(ctx, request), proved);
export const changePlanAction = action(ChangePlan, (ctx, request) => changePlan(ctx, request), proved);
export const cancelPlanAction = action(
  z.strictObject({ cancel: z.boolean() }),
  async (ctx, request) => {
    await cancelPlan(ctx, request);
    return request;
  },
  proved,
);
export const refundPaymentAction = action(
  RefundPayment,
  (ctx, request) => refundPayment(ctx, request),
  proved,
);

export const openPortalAction = action(Nothing, (ctx) => openPortal(ctx), proved);
export const openCardSetupAction = action(Nothing, (ctx) => openCardSetup(ctx), proved);
export const chooseDefaultAction = action(
  ById,
  async (ctx, request) => {
    await chooseDefault(ctx, request);
    return request;
  },
  proved,
);
export const removePaymentMethodAction = action(
  ById,
  async (ctx, request) => {
    await removePaymentMethod(ctx, request);
    return request;
  },
  proved,
);

export const updateBillingDetailsAction = action(
  BillingDetails,
  async (ctx, details) => {
    await updateBillingDetails(ctx, details);
    return details;
  },
  proved,
);
export const addTaxIdAction = action(
  TaxId,
  async (ctx, request) => {
    await addTaxId(ctx, request);
    return request;
  },
  proved,
);
export const removeTaxIdAction = action(
  ById,
  async (ctx, request) => {
    await removeTaxId(ctx, request);
    return request;
  },
  proved,
);

export const updateSpendingControlAction = action(
  SpendingControl,
  async (ctx, control) => {
    await updateSpendingControl(ctx, control);
    return control;
  },
  proved,
);
export const updateMemberCapAction = action(MemberCap, async (ctx, cap) => {
  await updateMemberCap(ctx, cap);
  return cap;
});
