"use server";
import { z } from "zod";
import { staffAction } from "@/lib/api/action";
import { discardPolicy, draftPolicy, schedulePolicy } from "@/lib/policies";
import { DiscardPolicy, DraftPolicy, SchedulePolicy } from "@/lib/policies/schema";

const nobody = { organization_id: z.undefined().optional() };

export const draftPolicyAction = staffAction(
  DraftPolicy.extend(nobody),
  (ctx, { document, text, summary, material }) => draftPolicy(ctx, { document, text, summary, material }),
);
export const discardPolicyAction = staffAction(
  DiscardPolicy.extend(nobody),
  async (ctx, { document, version }) => {
    await discardPolicy(ctx, { document, version });
    return { version };
  },
);
export const schedulePolicyAction = staffAction(SchedulePolicy.extend(nobody), async (ctx, input) => {
  const { version, state } = await schedulePolicy(ctx, input);
  return { version, state };
});
