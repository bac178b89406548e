"use server";
import { z } from "zod";
import { action } from "@/lib/api/action";
import { giveFeedback } from "@/lib/generations";
import { Feedback } from "@/lib/generations/schema";
import { getReceipt } from "@/lib/privacy";

const ById = z.strictObject({ id: z.string().max(64) });

export const getReceiptAction = action(ById, (ctx, { id }) => getReceipt(ctx, id));

export const giveFeedbackAction = action(
  z.strictObject({ id: z.string().max(64), feedback: Feedback }),
  (ctx, { id, feedback }) => giveFeedback(ctx, id, feedback),
);
