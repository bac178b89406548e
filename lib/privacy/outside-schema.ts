import { z } from "zod";
import { Email } from "@/lib/accounts/schema";
import { Law } from "./law-schema";

/** Shapes of what people ask without signing in: pure zod, safe in a browser. */

export const outsideKinds = [
  "access",
  "erasure",
  "correction",
  "restriction",
  "objection",
  "opt_out",
  "limit",
  "complaint",
] as const;
export type OutsideKind = (typeof outsideKinds)[number];

/** The languages in which we write back. */
const Language = z.enum(["en", "de"]);
export type OutsideLanguage = z.infer<typeof Language>;

const Words = z.string().trim().max(2000, "It may have up to 2,000 characters.");
const Name = z.string().trim().min(2, "Write a name.").max(200);

/** Somebody who asks for another person, and what they have from them. */
export const Agent = z.strictObject({
  name: Name,
  company: z.string().trim().max(200).optional(),
  email: Email,
  permission: Words.min(20, "Say in a sentence how and when the person gave you permission."),
});
export type Agent = z.infer<typeof Agent>;

const MOST_OTHERS = 7;

export const AskOutside = z
  .strictObject({
    kind: z.enum(outsideKinds),
    /** Of the person whose data it is. */
    email: Email,
    message: Words.optional(),
    language: Language,
    agent: Agent.optional(),
    /** The others of a household that asks together. */
    household: z
      .array(Email)
      .min(1, "Name the others of the household.")
      .max(MOST_OTHERS, `A household may name up to ${MOST_OTHERS} others.`)
      .optional(),
    law: Law.optional(),
  })
  .refine(
    ({ kind, message }) => (kind !== "correction" && kind !== "complaint") || (message ?? "").length >= 10,
    { path: ["message"], message: "Say in a few words what it is about." },
  )
  .refine(({ agent, household }) => !agent || !household, {
    path: ["household"],
    message: "An agent asks for one person at a time.",
  })
  .refine(
    ({ email, household = [] }) =>
      new Set([email, ...household].map((one) => one.toLowerCase())).size === household.length + 1,
    { path: ["household"], message: "Name each person once, with an address of their own." },
  );
export type AskOutside = z.infer<typeof AskOutside>;

export const ReportChild = z.strictObject({
  /** Of whoever reports it. */
  email: Email,
  /** That the child signs in with. */
  account: Email,
  message: Words.min(10, "Say in a few words how you know."),
  language: Language,
});
export type ReportChild = z.infer<typeof ReportChild>;

export const OutsideId = z.string().regex(/^osr_[0-9A-Za-z]{22}$/, "A request's number looks like osr_….");

/** Dashes, spaces and case are how people type. */
export const EnterCode = z.strictObject({
  id: OutsideId,
  code: z
    .string()
    .transform((text) => text.toUpperCase().replace(/[^0-9A-Z]/g, ""))
    .pipe(z.string().length(10, "The code of the mail has ten letters and digits.")),
});
export type EnterCode = z.infer<typeof EnterCode>;

const Token = z.string().max(200);
export const AgentLink = z.strictObject({ id: OutsideId, token: Token });
export type AgentLink = z.infer<typeof AgentLink>;
export const AgreeToAgent = AgentLink.extend({ agreed: z.boolean() });
export type AgreeToAgent = z.infer<typeof AgreeToAgent>;

export const StatusLink = z.strictObject({ token: Token });

/** What the person that is asked gets to see. */
export interface AgentRequest {
  kind: OutsideKind;
  agent: { name: string; company: string | null; email: string; permission: string };
  message: string | null;
}

export interface EnteredCode {
  /** `unagreed`: the person is asked first; `waiting`: others of the household have to enter their codes as well. */
  state: "received" | "unagreed" | "waiting";
  /** Shows where it stands; null until it is received. */
  token: string | null;
}

/** Where it stands. */
export interface OutsideStatus {
  id: string;
  kind: OutsideKind | "child_report";
  status: string;
  received_at: string;
  due_at: string;
  due_rule: string;
  law: Law;
  /** As far as the time may be extended, and null where it may not. */
  furthest_due_at: string | null;
  extended: boolean;
  extension_reason: string | null;
  completed_at: string | null;
  answer: string | null;
}
