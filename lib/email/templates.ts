import { z } from "zod";
import { roles } from "@/lib/core/actor";
import { env } from "@/lib/core/env";
import { billingFacts, isBillingFacts, writeBillingFacts, type BillingFacts } from "./billing-facts";
import { generationFacts, generationPlace, writeGenerationFacts } from "./generation-facts";
import { isKeyFacts, keyFacts, writeKeyFacts, type KeyFacts } from "./key-facts";
import {
  isPrivacyFacts,
  privacyFacts,
  privacyPlace,
  writePrivacyFacts,
  type PrivacyFacts,
} from "./privacy-facts";
import type { MailTopic } from "./schema";
import {
  isSuspensionFacts,
  suspensionFacts,
  writeSuspensionFacts,
  type SuspensionFacts,
} from "./suspension-facts";

/** One line, whatever a key is called. */
const Name = z.string().transform((name) => name.replace(/\s+/g, " "));

/** What a mail can be about, and what it says of that. Never a secret. */
export const EmailFacts = z.discriminatedUnion("about", [
  ...keyFacts,
  z.object({ about: z.literal("password_changed") }),
  z.object({ about: z.literal("second_factor"), turned: z.enum(["on", "off"]) }),
  z.object({ about: z.literal("role_changed"), organization: Name, role: z.enum(roles) }),
  z.object({ about: z.literal("passkey"), done: z.enum(["added", "removed"]) }),
  z.object({ about: z.literal("ticket_answered"), ticketId: z.string() }),
  generationFacts,
  ...suspensionFacts,
  ...privacyFacts,
  ...billingFacts,
  z.object({
    about: z.literal("policy_changed"),
    document: z.string(),
    title: z.string(),
    version: z.int(),
    summary: z.string(),
    effectiveAt: z.iso.datetime(),
  }),
]);
export type EmailFacts = z.infer<typeof EmailFacts>;

interface Rendered {
  subject: string;
  text: string;
  /** Its kind, where it is none that must be sent. */
  topic: MailTopic | null;
  html: boolean;
}

export function renderEmail(facts: EmailFacts): Rendered {
  const [subject, ...body] = writeFacts(facts);
  const { name, path } = placeOf(facts);
  const text = [...body, `${name}: ${env().publicUrl}${path}`].join("\n\n") + "\n";
  return { subject, text, topic: optional[facts.about] ?? null, html: facts.about === "generations_ended" };
}

/** All that is not named here tells of money, of access, of rights or of a duty of ours, and is always sent. */
const optional: Partial<Record<EmailFacts["about"], MailTopic>> = {
  generations_ended: "generations",
  credits_low: "credit_alerts",
  spending_cap_reached: "credit_alerts",
  ticket_answered: "support_answers",
};

/** Where to go on from a mail. */
function placeOf(facts: EmailFacts): { name: string; path: string } {
  if (isPrivacyFacts(facts)) return privacyPlace(facts);
  if (isBillingFacts(facts)) return { name: "Credits and billing", path: "/credits" };
  if (isSuspensionFacts(facts)) return { name: "The portal", path: "/overview" };
  if (isKeyFacts(facts)) return { name: "Your keys", path: "/keys" };
  if (facts.about === "generations_ended") return generationPlace(facts);
  if (facts.about === "role_changed") return { name: "Who belongs to it", path: "/settings/people" };
  if (facts.about === "ticket_answered") return { name: "The answer", path: `/support/${facts.ticketId}` };
  if (facts.about === "policy_changed")
    return { name: "What changes, line by line", path: `/legal/${facts.document}/${facts.version}` };
  return { name: "Your sessions", path: "/settings/security" };
}

function writeFacts(facts: EmailFacts): string[] {
  if (isPrivacyFacts(facts)) return writePrivacyFacts(facts);
  if (isBillingFacts(facts)) return writeBillingFacts(facts);
  if (isSuspensionFacts(facts)) return writeSuspensionFacts(facts);
  if (isKeyFacts(facts)) return writeKeyFacts(facts);
  if (facts.about === "generations_ended") return writeGenerationFacts(facts);
  if (facts.about === "policy_changed") return policyChanged(facts);
  if (facts.about === "second_factor") return secondFactor(facts);
  if (facts.about === "role_changed") return roleChanged(facts);
  if (facts.about === "passkey") return passkey(facts);
  return facts.about === "password_changed" ? passwordChanged() : ticketAnswered();
}

type Elsewhere = PrivacyFacts | BillingFacts | SuspensionFacts | KeyFacts;
type Facts<About extends Exclude<EmailFacts["about"], Elsewhere["about"]>> = Extract<
  EmailFacts,
  { about: About }
>;

function policyChanged({ title, summary, effectiveAt }: Facts<"policy_changed">): string[] {
  const day = effectiveAt.slice(0, 10);
  return [
    `Our ${title} changes on ${day}`,
    summary,
    `Until ${day} everything stays as it is. What rests on your consent ends on that day, and is asked for anew; nothing that you do or leave undone counts as a yes.`,
    "Sign in to read the new text and to accept it, or to take your data with you and close your account.",
  ];
}

function passwordChanged(): string[] {
  return [
    "Your password was changed",
    "The password of your account was changed just now, and every other session of yours was ended.",
    "If that was you, there is nothing to do. If it was not, ask whoever runs this portal for help at once.",
  ];
}

const roleChanged = ({ organization, role }: Facts<"role_changed">): string[] => [
  `You are now ${role} of ${organization}`,
  `An owner or admin of ${organization} has changed your role there to ${role}. It holds from now on.`,
];

function secondFactor({ turned }: Facts<"second_factor">): string[] {
  return [
    `Your second factor was turned ${turned}`,
    turned === "on"
      ? "From now on a sign-in to your account needs a code of your authenticator besides the password."
      : "From now on the password alone signs in to your account, and its recovery codes open nothing any more.",
    "If that was you, there is nothing to do. If it was not, change your password and ask whoever runs this portal for help at once.",
  ];
}

function passkey({ done }: Facts<"passkey">): string[] {
  return [
    `A passkey was ${done}`,
    done === "added"
      ? "From now on a device signs in to your account without your password: its lock is enough."
      : "The device that it belongs to signs in to your account no more; your password does.",
    "If that was you, there is nothing to do. If it was not, remove passkeys that you do not know, change your password, and ask whoever runs this portal for help at once.",
  ];
}

/** Neither question nor answer: mails are kept in places that nobody here can erase. */
function ticketAnswered(): string[] {
  return [
    "Your question has an answer",
    "Somebody has answered the question that you asked in the portal. Sign in to read it and to write back.",
  ];
}
