import { z } from "zod";

/** Shapes of the policies: pure zod, safe in a browser. */

export const policyDocuments = ["privacy", "terms", "cookies", "dpa"] as const;
export const PolicyDocument = z.enum(policyDocuments);
export type PolicyDocument = z.infer<typeof PolicyDocument>;

export const policyTitles: Record<PolicyDocument, string> = {
  privacy: "Privacy Policy",
  terms: "API Terms of Use",
  cookies: "Cookie Policy",
  dpa: "Data Processing Agreement",
};

/** What somebody must accept to have an account. */
export const requiredDocuments = ["privacy", "terms"] as const satisfies readonly PolicyDocument[];

/** One document as it was shown to whoever accepts it. */
export const ShownPolicy = z.strictObject({
  document: PolicyDocument,
  version: z.int().min(1),
  /** Of the text as it was shown, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type ShownPolicy = z.infer<typeof ShownPolicy>;

/** Both documents, as the page showed them: an unticked form sends nothing. */
export const AcceptedPolicies = z
  .array(ShownPolicy)
  .max(policyDocuments.length)
  .refine(
    (shown) => requiredDocuments.every((wanted) => shown.some(({ document }) => document === wanted)),
    "Tick the box to say that you have read both documents and agree to them.",
  );
export type AcceptedPolicies = z.infer<typeof AcceptedPolicies>;

export const DraftPolicy = z.strictObject({
  document: PolicyDocument,
  text: z
    .string()
    .trim()
    .min(100, "A policy has at least 100 characters.")
    .max(100_000, "A policy may have up to 100,000 characters.")
    .transform((text) => `${text.replace(/\r\n?/g, "\n")}\n`),
  summary: z
    .string()
    .trim()
    .min(10, "Say in a sentence what changes: it stands in the mail and in the banner.")
    .max(500, "A summary may have up to 500 characters."),
  material: z.boolean(),
});
export type DraftPolicy = z.input<typeof DraftPolicy>;

/** How long before it takes effect a material change is announced. */
export const NOTICE_DAYS = 30;

export const SchedulePolicy = z.strictObject({
  document: PolicyDocument,
  version: z.int().min(2),
  effective_at: z.iso.datetime({ offset: true, error: "Name a time such as 2027-01-31T00:00:00Z." }),
  /** Of the draft as whoever publishes it has seen it: what somebody else has written since is not published unseen. */
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
});
export type SchedulePolicy = z.infer<typeof SchedulePolicy>;

export const DiscardPolicy = z.strictObject({ document: PolicyDocument, version: z.int().min(2) });
export type DiscardPolicy = z.infer<typeof DiscardPolicy>;

const Line = (what: string) =>
  z
    .string()
    .trim()
    .min(2, `Write ${what}.`)
    .max(200, "That may have up to 200 characters.")
    .refine((text) => !/[\r\n]/.test(text), "Write it on one line.");

export const SignDpa = z.strictObject({
  version: z.int().min(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  signatory: Line("who signs"),
  company: Line("the company that you sign for"),
});
export type SignDpa = z.infer<typeof SignDpa>;
