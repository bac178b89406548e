import { z } from "zod";
import { StepUpCode } from "@/lib/accounts/schema";
import { Purpose } from "./consent-schema";
import { Law } from "./law-schema";

/** Shapes of what people ask for about themselves: pure zod, safe in a browser. */

export const privacyRequestTypes = [
  "export",
  "import",
  "erasure",
  "restriction",
  "lift_restriction",
  "objection",
  "withdraw_objection",
  "correction",
  "opt_out",
  "limit",
  "complaint",
  "child_report",
] as const;
export const PrivacyRequestType = z.enum(privacyRequestTypes);
export type PrivacyRequestType = z.infer<typeof PrivacyRequestType>;

/** What a person may object to, each by itself and without saying why: whatever an organization may consent to. */
export const ObjectionPurpose = Purpose;
export type ObjectionPurpose = Purpose;

export const UNDO_HOURS = 72;

const Password = z
  .string()
  .min(1, "Write your present password.")
  .max(4096, "That is too long for a password.")
  // Without one a passkey has shown who it is, within the last ten minutes.
  .optional();

export const Message = z
  .string()
  .trim()
  .min(10, "Say in a few words what is wrong and what is right.")
  .max(2000, "A request may have up to 2,000 characters.");

/** Each kind of request with what it needs: a password where what comes of it cannot be taken back by signing in. */
export const OpenPrivacyRequest = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("export"), password: Password, code: StepUpCode, law: Law.optional() }),
  z.strictObject({ type: z.literal("erasure"), law: Law.optional() }),
  z.strictObject({ type: z.literal("restriction") }),
  z.strictObject({ type: z.literal("lift_restriction") }),
  z.strictObject({ type: z.literal("objection"), purpose: ObjectionPurpose }),
  z.strictObject({ type: z.literal("withdraw_objection"), purpose: ObjectionPurpose }),
  z.strictObject({ type: z.literal("correction"), message: Message, law: Law.optional() }),
]);
export type OpenPrivacyRequest = z.infer<typeof OpenPrivacyRequest>;

export const PrivacyRequestId = z.string().regex(/^prq_[0-9A-Za-z]{22}$/, "A request's id looks like prq_….");

/** The second step of an erasure. */
export const ConfirmErasure = z.strictObject({ id: PrivacyRequestId, password: Password, code: StepUpCode });
export type ConfirmErasure = z.infer<typeof ConfirmErasure>;

export const CloseAccount = z.strictObject({ password: Password, code: StepUpCode });
export type CloseAccount = z.infer<typeof CloseAccount>;

export const RequestStep = z.object({
  name: z.string(),
  /** `refused`: somebody else would not do it yet; `held`: a legal hold keeps it. Both are tried again. */
  state: z.enum(["waiting", "done", "refused", "held"]),
  at: z.iso.datetime().nullable(),
  /** In words for people. */
  note: z.string().nullable(),
  /** How many things went, or were packed. */
  items: z.int().optional(),
});
export type RequestStep = z.infer<typeof RequestStep>;

/** What an erasure did: nothing in it names the person. */
export const ErasureReceipt = z.object({
  request_id: z.string(),
  erased_at: z.iso.datetime(),
  erased: z.array(z.object({ what: z.string(), items: z.int() })),
  kept: z.array(z.object({ what: z.string(), why: z.string(), until: z.string() })),
});
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;

/** As its signed address answers it. */
export const SignedErasureReceipt = z
  .object({
    object: z.literal("erasure_receipt"),
    status: z.enum(["completed", "partial"]).meta({ description: "Partial while a part is still tried" }),
    receipt: ErasureReceipt,
    signature: z.object({
      algorithm: z.literal("ed25519"),
      key_id: z.string().meta({ description: "The kid of a key of GET /receipt-keys" }),
      value: z.string().meta({ description: "Base64, over the receipt as RFC 8785 writes it" }),
    }),
  })
  .meta({ id: "ErasureReceipt", description: "What an erasure removed, and what is kept and why" });
export type SignedErasureReceipt = z.infer<typeof SignedErasureReceipt>;

export const PersonExportFile = z.object({
  id: z.string(),
  number: z.int(),
  size_bytes: z.int(),
  sha256: z.string(),
  downloads_left: z.int(),
  expires_at: z.iso.datetime(),
});

export const PrivacyRequest = z.object({
  id: PrivacyRequestId,
  object: z.literal("privacy_request"),
  type: PrivacyRequestType,
  source: z.enum(["portal", "form", "agent", "mail", "staff", "retention"]),
  purpose: ObjectionPurpose.nullable(),
  message: z.string().nullable(),
  status: z.enum(["unconfirmed", "waiting", "in_progress", "partial", "completed", "cancelled", "refused"]),
  law: Law,
  received_at: z.iso.datetime(),
  /** Null where nobody waits for word that it has come, as of what the staff or the calendar began. */
  acknowledge_by: z.iso.datetime().nullable(),
  acknowledged_at: z.iso.datetime().nullable(),
  due_at: z.iso.datetime(),
  /** Which rule set the date. */
  due_rule: z.string(),
  /** As far as the time to answer may be extended by the law; null where it may not. */
  furthest_due_at: z.iso.datetime().nullable(),
  extended_at: z.iso.datetime().nullable(),
  extension_reason: z.string().nullable(),
  /** An erasure can be undone until then. */
  starts_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
  /** Its second step was taken, where it has one. */
  confirmed: z.boolean(),
  can_cancel: z.boolean(),
  steps: z.array(RequestStep),
  exports: z.array(PersonExportFile),
  receipt: ErasureReceipt.nullable(),
  answer: z.string().nullable(),
});
export type PrivacyRequest = z.infer<typeof PrivacyRequest>;

/** What an erasure would take along, for the page that asks whether it is really meant. */
export const ErasurePreview = z.object({
  organizations: z.array(z.object({ id: z.string(), name: z.string() })),
  /** They stay: others own them as well. */
  staying: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Who else loses the organizations that go. */
  other_members: z.int(),
  undo_hours: z.int(),
});
export type ErasurePreview = z.infer<typeof ErasurePreview>;
