"use server";
import { action } from "@/lib/api/action";
import { acceptPolicies } from "@/lib/policies";
import { AcceptedPolicies } from "@/lib/policies/schema";

export const acceptPoliciesAction = action(
  AcceptedPolicies,
  async (ctx, shown) => {
    await acceptPolicies(ctx, shown);
    return {};
  },
  { anyFactor: true },
);
