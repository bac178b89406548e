import { z } from "zod";
import { Processor, type AnnouncedChange } from "./processor-schema";

/** Shapes of changes of who processes what: pure zod, safe in a browser. */

export const NOTICE_DAYS = 30;

/** What the register will say; what the law wants said of a party abroad may not be left out. */
export const ProcessorEntry = Processor.omit({ status: true }).strict();
export type ProcessorEntry = z.infer<typeof ProcessorEntry>;

export const DraftProcessorChange = z.strictObject({
  kind: z.enum(["added", "changed", "ended"]),
  summary: z.string().trim().min(20, "Say in a sentence what changes, and why.").max(1000),
  entry: ProcessorEntry,
});
export type DraftProcessorChange = z.infer<typeof DraftProcessorChange>;

const Words = (what: string) => z.string().trim().min(2, `Write ${what}.`).max(500);

/** The same as a form has it, flat: empty where nothing is said. */
export const WriteProcessorChange = z.strictObject({
  kind: DraftProcessorChange.shape.kind,
  summary: DraftProcessorChange.shape.summary,
  name: Words("the party's name"),
  purpose: Words("what it does for us"),
  country: z.string().regex(/^([A-Za-z]{2})?$/, "Write two letters, such as DE."),
  policy_url: z.union([z.literal(""), z.url({ protocol: /^https$/ })], "Write an address with https://."),
  transfer_mechanism: z.string().max(500),
  data_categories: z.array(z.string()).min(1, "Write at least one kind of data."),
  endpoints: z.array(z.string()).min(1, "Write at least one call."),
  retention: Words("how long it keeps what it gets"),
  trains: z.enum(["yes", "no"]),
});

const ChangeId = z.string().regex(/^pch_[0-9A-Za-z]{22}$/, "A change's id looks like pch_….");

export const AnnounceProcessorChange = z.strictObject({ id: ChangeId, effective_at: z.iso.datetime() });
export type AnnounceProcessorChange = z.infer<typeof AnnounceProcessorChange>;

/** Whom a setting is to name, as the register will; announced before it is set. */
export const AnnounceRecipient = z.strictObject({
  name: z.string().trim().min(1).max(300),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "Write the country as two capital letters, such as DE.")
    .optional(),
  transfer_mechanism: z.string().trim().min(3, "Say what the transfer rests on.").max(500).optional(),
});
export type AnnounceRecipient = z.infer<typeof AnnounceRecipient>;

export const WithdrawProcessorChange = z.strictObject({ id: ChangeId });

export const ObjectToChange = z.strictObject({
  id: ChangeId,
  reason: z.string().trim().max(1000, "A reason may have up to 1,000 characters."),
});
export type ObjectToChange = z.infer<typeof ObjectToChange>;

/** As the staff sees it, drafts as well. */
export interface ProcessorChange extends Omit<AnnouncedChange, "announced_at" | "effective_at"> {
  entry: ProcessorEntry;
  state: "draft" | "announced" | "effective" | "withdrawn";
  announced_at: string | null;
  effective_at: string | null;
  /** How many people were mailed. */
  told: number;
  objections: ChangeObjection[];
}

/** What an organization said to a change, for the staff. */
export interface ChangeObjection {
  organization_id: string;
  reason: string;
  objected_at: string;
  /** Whether its data stays away by itself; of whoever carries mails or keeps the bucket a person decides. */
  refusable: boolean;
}

/** As a customer sees it. */
export interface OwnChange extends AnnouncedChange {
  entry: ProcessorEntry;
  objected_at: string | null;
  /** Whether it can still be objected to. */
  open: boolean;
  /** Whether an objection keeps the organization's data from it, without anybody's doing. */
  refusable: boolean;
}
