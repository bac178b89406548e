import { z } from "zod";

/** Shapes of a transfer of the business: pure zod. */

/** So long everybody can take their data along, or have it erased, before it changes hands. */
export const TRANSFER_NOTICE_DAYS = 30;

export const TransferBusiness = z.strictObject({
  recipient: z.string().trim().min(2, "Name who takes the business over.").max(200),
  summary: z.string().trim().min(20, "Say in a sentence what changes hands, and why.").max(1000),
  effective_at: z.iso.datetime("Write a time such as 2027-03-31T00:00:00Z."),
});
export type TransferBusiness = z.infer<typeof TransferBusiness>;

export interface TransferPlan {
  recipient: string;
  effective_at: string;
  /** What everybody is told. */
  notice: { subject: string; text: string };
  /** Until when each may export or erase. */
  window: { from: string; until: string; days: number };
  /** Each person whose data would go over, and what they are mailed. */
  subjects: { user_id: string; organizations: number; closed: boolean; notice: "mail" }[];
  /** Each table that would go over, with its rows. */
  inventory: { table: string; what: string; about: string; rows: number }[];
}
