import { z } from "zod";
import { roles } from "@/lib/core/actor";
import { countryCodes } from "@/lib/core/countries";

/** Shapes of the accounts room: pure zod, safe in a browser. */

export const MIN_PASSWORD_LENGTH = 15;
export const MAX_PASSWORD_LENGTH = 1024;

/** Trimmed and in lower case, as it is stored and compared. */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "An address may have up to 254 characters.")
  .pipe(z.email("Write an address such as ada@example.com."))
  .meta({ description: "Mail address; upper and lower case are the same", example: "ada@example.com" });

/** In Unicode normal form C; the length counts characters, not bytes. */
export const NewPassword = z
  .string()
  .transform((text) => text.normalize("NFC"))
  .refine(
    (text) => [...text].length >= MIN_PASSWORD_LENGTH,
    `Use at least ${MIN_PASSWORD_LENGTH} characters: four words that have nothing to do with each other do well.`,
  )
  .refine(
    (text) => [...text].length <= MAX_PASSWORD_LENGTH,
    `A password may have up to ${MAX_PASSWORD_LENGTH.toLocaleString("en")} characters.`,
  )
  .meta({ description: "15 to 1,024 characters of any kind", example: "walnut harbour sings at noon" });

const password = (ask: string) => z.string().min(1, ask).max(4096, "That is too long for a password.");

const Name = z.string().trim().min(1, "Write a name.").max(100, "A name may have up to 100 characters.");

/** What the first screen of the sign-up asks, without a word on what it is asked for. Never kept. */
export const AgeAnswer = z.strictObject({
  birth_date: z.iso
    .date("Write the date of your birth.")
    .refine((date) => date >= "1900-01-01" && date <= new Date().toISOString().slice(0, 10), {
      error: "Write the date of your birth.",
    }),
  country: z.enum(countryCodes, "Choose the country where you live."),
});
export type AgeAnswer = z.infer<typeof AgeAnswer>;

export const SignUp = z.strictObject({
  email: Email,
  password: NewPassword,
  name: Name.meta({ description: "How to address the person", example: "Ada" }),
  organization_name: Name.optional().meta({
    description: "Who owns keys and credits",
    example: "Ada's workshop",
  }),
});
export type SignUp = z.infer<typeof SignUp>;

export const ConfirmSignUp = z.strictObject({ token: z.string().max(100, "This is no link of ours.") });
export type ConfirmSignUp = z.infer<typeof ConfirmSignUp>;

export const SignIn = z.strictObject({
  email: Email,
  password: password("Write the password."),
  /** Of the second factor, where the account has one. */
  code: z.string().max(40).optional(),
});
export type SignIn = z.infer<typeof SignIn>;

const Base64Url = z
  .string()
  .max(8_000)
  .regex(/^[\w-]+$/, "The device's answer cannot be read.");

/** What the device of a passkey answers, as browsers write it in JSON. */
const deviceAnswer = <R extends z.ZodRawShape>(response: R) =>
  z.object({
    id: Base64Url,
    rawId: Base64Url,
    type: z.literal("public-key"),
    response: z.object({ clientDataJSON: Base64Url, ...response }),
    // What extensions say is not asked for.
    clientExtensionResults: z.unknown().transform(() => ({})),
  });

export const PasskeyProof = deviceAnswer({
  authenticatorData: Base64Url,
  signature: Base64Url,
  userHandle: Base64Url.optional(),
});
export type PasskeyProof = z.infer<typeof PasskeyProof>;

export const AddPasskey = z.strictObject({
  name: z.string().trim().min(1, "Write a name.").max(60, "A name may have up to 60 characters."),
  response: deviceAnswer({
    attestationObject: Base64Url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});
export type AddPasskey = z.infer<typeof AddPasskey>;

export const InviteMember = z.strictObject({
  email: Email,
  role: z.enum(["admin", "developer", "billing", "viewer", "auditor"], "Choose a role."),
});
export type InviteMember = z.infer<typeof InviteMember>;

export const ChangeRole = z.strictObject({
  user_id: z.string().max(64),
  role: z.enum(roles, "Choose a role."),
});
export type ChangeRole = z.infer<typeof ChangeRole>;

export const UpdateProfile = z.strictObject({ name: Name });
export type UpdateProfile = z.infer<typeof UpdateProfile>;

/** Which generations a person is mailed the end of, and whether also those that keys of their making started. */
export const SetGenerationMails = z.strictObject({
  when: z.enum(["never", "failed", "always"]),
  keys: z.boolean(),
});
export type SetGenerationMails = z.infer<typeof SetGenerationMails>;

export const UpdateOrganization = z.strictObject({ name: Name });
export type UpdateOrganization = z.infer<typeof UpdateOrganization>;

export const RequestEmailChange = z.strictObject({ new_email: Email });
export type RequestEmailChange = z.infer<typeof RequestEmailChange>;

export const ConfirmEmailChange = z.strictObject({ token: z.string().max(100, "This is no link of ours.") });
export type ConfirmEmailChange = z.infer<typeof ConfirmEmailChange>;

/** An address that waits for its mails to be answered. */
export interface PendingEmailChange {
  new_email: string;
  /** Which of the two mails were answered. */
  confirmed: { old: boolean; new: boolean };
  expires_at: string;
}

export const RequestReset = z.strictObject({ email: Email });
export type RequestReset = z.infer<typeof RequestReset>;

export const ResetPassword = z.strictObject({
  token: z.string().max(100, "This is no link of ours."),
  new_password: NewPassword,
});
export type ResetPassword = z.infer<typeof ResetPassword>;

/** Six digits, or a recovery code with or without its hyphens. */
const Code = z.string().trim().min(1, "Write the code.").max(40, "A code is shorter than that.");

export const StepUp = z.strictObject({ password: password("Write your password."), code: Code.optional() });

/** What shows once more who it is. Without a password a passkey has shown it, within the last ten minutes. */
export const PasswordAgain = password("Write your password.").optional();
export type StepUp = z.infer<typeof StepUp>;

export const DemandSecondFactor = z.strictObject({ demanded: z.boolean() });
export type DemandSecondFactor = z.infer<typeof DemandSecondFactor>;

/** What goes with the password where the person has a second factor. */
export const StepUpCode = Code.optional();

export const BeginSecondFactor = z.strictObject({ password: password("Write your password.") });
export type BeginSecondFactor = z.infer<typeof BeginSecondFactor>;

export const ConfirmSecondFactor = z.strictObject({
  code: z
    .string()
    .transform((text) => text.replace(/\s/g, ""))
    .refine((text) => /^\d{6}$/.test(text), "Write the six digits that the app shows."),
});
export type ConfirmSecondFactor = z.infer<typeof ConfirmSecondFactor>;

export const RenewRecoveryCodes = z.strictObject({ code: Code });
export type RenewRecoveryCodes = z.infer<typeof RenewRecoveryCodes>;

export const EndSecondFactor = z.strictObject({ password: PasswordAgain, code: StepUpCode });
export type EndSecondFactor = z.infer<typeof EndSecondFactor>;

export const ChangePassword = z.strictObject({
  /** Of the second factor, where the person has one. */
  code: StepUpCode,
  current_password: password("Write your present password.").optional(),
  new_password: NewPassword,
});
export type ChangePassword = z.infer<typeof ChangePassword>;

const Reason = z
  .string()
  .trim()
  .min(10, "Say why in a sentence: its owners read it.")
  .max(500, "Up to 500 characters.");

export const SuspendOrganization = z.strictObject({ reason: Reason });

export const AskForReview = z.strictObject({
  statement: z
    .string()
    .trim()
    .min(10, "Say in a sentence what speaks against the suspension.")
    .max(2000, "Up to 2,000 characters."),
});

export const DecideReview = z.strictObject({ decision: z.enum(["lift", "keep"]), reason: Reason });
